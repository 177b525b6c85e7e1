/**
 * Every word that a person reads goes through `say` or `count`. The English sentence is its own key, so the code reads
 * as the screen does, and a language is one file of sentence-to-sentence pairs (docs/decisions say why).
 */
export type Values = Record<string, string | number>

let sentences: Record<string, string> = {}
let plurals = new Intl.PluralRules('en')

/** Speaks another language from now on. Its file holds English sentences and what they become. */
export function speak(language: string, catalogue: Record<string, string>): void {
  sentences = catalogue
  plurals = new Intl.PluralRules(language)
}

export function say(english: string, values: Values = {}): string {
  const sentence = sentences[english] ?? english
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
}

/** `{n}` stands for the number. A language with more than two forms keeps them as "one|few|many" under the second form. */
export function count(n: number, one: string, other: string, values: Values = {}): string {
  const forms = (sentences[other] ?? '').split('|')
  const form = forms.length > 1 ? forms[Math.min(form_index(n), forms.length - 1)] : undefined
  return say(form ?? (n === 1 ? one : other), { n, ...values })
}

function form_index(n: number): number {
  return ['one', 'two', 'few', 'many', 'other'].filter((name) => plural_names().has(name)).indexOf(plurals.select(n))
}

function plural_names(): Set<string> {
  return new Set(plurals.resolvedOptions().pluralCategories)
}

const small_numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve']

/** A number as a sentence begins with it: "Four promises", "14 promises". */
export function number_word(n: number): string {
  return say(small_numbers[n] ?? String(n))
}

/** "Ana, Jonas and Max" */
export function and_list(words: string[]): string {
  if (words.length < 2) return words.join('')
  return say('{first} and {last}', { first: words.slice(0, -1).join(', '), last: words.at(-1) ?? '' })
}
