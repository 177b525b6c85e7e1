import { add_days, make_day, weekday_of, type Day } from './days.ts'

/**
 * Reads one sentence as a colleague would: what happened, with whom, what was promised, by when. It only ever guesses;
 * every guess is shown as a chip to correct, and the sentence itself is kept word for word.
 */
export type Span = { from: number; to: number }
export type Touch = 'call' | 'email' | 'meeting' | 'message' | 'visit' | 'social' | 'portal' | 'note'
export type Recognised = {
  touch?: { channel: Touch; direction?: 'in' | 'out'; span: Span; minutes?: number }
  /** Names that a person may be found by, most likely first. */
  names: { text: string; span: Span }[]
  promise?: { words: string; span: Span; by: 'us' | 'them' }
  due?: { day: Day; span: Span }
  handles: { kind: 'email' | 'phone' | 'web'; value: string; span: Span }[]
}

const touches: [RegExp, Touch][] = [
  [/\b(?:rang|called|phoned|telephoned|spoke (?:with|to)|talked (?:with|to)|call (?:with|from|to))\b/i, 'call'],
  [/\b(?:e?-?mailed|wrote (?:to|an? e?-?mail)|wrote|mail (?:from|to))\b/i, 'email'],
  [/\b(?:met(?: with)?|had (?:a )?(?:lunch|coffee|meeting) with|meeting with)\b/i, 'meeting'],
  [/\b(?:visited|was at|dropped in (?:on|at))\b/i, 'visit'],
  [/\b(?:texted|messaged|whatsapped|message (?:from|to)|text (?:from|to))\b/i, 'message'],
  [/\b(?:tweeted|commented|posted)\b/i, 'social'],
]

const ours = /\b(?:(?:i|we)(?:['’]ll| will| shall| promised(?: to)?)|promised(?: to)?|will(?= (?:send|bring|ring|call|mail|give|make|write|get|come|deliver|check|ask|fix|prepare)\b))(?:\s+|$)/i
const weekday_names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const month_names = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']
const months = 'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const weekdays = 'sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?'
const before_a_day = '(?:by|on|until|till|before|for|due)'

export function recognise(sentence: string, today: Day): Recognised {
  const handles = find_handles(sentence)
  const touch = find_touch(sentence)
  const due = find_due(sentence, today)
  const promise = find_promise(sentence, due?.span)
  return {
    touch,
    names: find_names(sentence, touch?.span, promise, handles.map((one) => one.span)),
    promise: promise && promise.words ? { words: promise.words, span: promise.span, by: promise.by } : undefined,
    due,
    handles,
  }
}

function span_of(found: RegExpExecArray | RegExpMatchArray, group = 0): Span {
  const from = (found.index ?? 0) + (group === 0 ? 0 : found[0].lastIndexOf(found[group] ?? ''))
  return { from, to: from + (found[group] ?? '').length }
}

function find_touch(sentence: string): Recognised['touch'] {
  let best: Recognised['touch']
  for (const [words, channel] of touches) {
    const found = words.exec(sentence)
    if (found && (!best || found.index < best.span.from)) best = { channel, direction: direction(sentence, found), span: span_of(found), minutes: minutes_in(sentence) }
  }
  return best
}

/** "Rang Petra" goes out; "Petra rang" came in. A meeting has no direction. */
function direction(sentence: string, verb: RegExpExecArray): 'in' | 'out' | undefined {
  if (/^(?:met|had|meeting|visited|was|dropped)/i.test(verb[0])) return undefined
  if (/from$/i.test(verb[0])) return 'in'
  const before = sentence.slice(0, verb.index).trim()
  return before && !/\b(?:i|we|have|just)$/i.test(before) && !/[.,;:]$/.test(before) ? 'in' : 'out'
}

function minutes_in(sentence: string): number | undefined {
  const found = /\b(\d{1,3})\s*min(?:utes?|s)?\b/i.exec(sentence)
  return found ? Number(found[1]) : undefined
}

/** The day something is due. A weekday is the next one; "next Friday" is the one after the coming weekend. */
export function find_due(sentence: string, today: Day): Recognised['due'] {
  const finders: [RegExp, (found: RegExpExecArray) => Day | undefined][] = [
    [/\b(\d{4})-(\d{2})-(\d{2})\b/, (f) => make_day(Number(f[1]), Number(f[2]), Number(f[3]))],
    [new RegExp(`\\b(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${months})\\b\\.?(?: (\\d{4}))?`, 'i'), (f) => named_day(Number(f[1]), f[2], f[3], today)],
    [new RegExp(`\\b(${months})\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4}))?`, 'i'), (f) => named_day(Number(f[2]), f[1], f[3], today)],
    [/\b(\d{1,2})\.(\d{1,2})\.(\d{4})?(?!\d)/, (f) => numbered_day(Number(f[1]), Number(f[2]), f[3], today)],
    [/\bday after tomorrow\b/i, () => add_days(today, 2)],
    [/\btomorrow\b/i, () => add_days(today, 1)],
    [/\b(?:today|tonight|this (?:afternoon|evening))\b/i, () => today],
    [/\bin (\d{1,2}|an?|one|two|three|four) (days?|weeks?)\b/i, (f) => add_days(today, number_in(f[1]) * (/^week/i.test(f[2] ?? '') ? 7 : 1))],
    [/\bnext week\b(?!\s+\w*day)/i, () => coming('monday', add_days(today, 1), today)],
    [/\bend of (?:the |this )?week\b/i, () => coming('friday', today, today)],
    [/\bend of (?:the |this )?month\b/i, () => end_of_month(today)],
    [new RegExp(`\\bnext (${weekdays})\\b`, 'i'), (f) => next_week(f[1], today)],
    [new RegExp(`\\b(?:${before_a_day} |this |coming )(${weekdays})\\b`, 'i'), (f) => coming(f[1], add_days(today, 1), today)],
    [new RegExp(`\\b(${weekdays})\\b(?=\\s*[.!]?\\s*$)`, 'i'), (f) => coming(f[1], add_days(today, 1), today)],
    [/\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/i, (f) => coming(f[1], add_days(today, 1), today)],
    [/\b(?:by|on|until|till) the (\d{1,2})(?:st|nd|rd|th)\b/i, (f) => day_of_month(Number(f[1]), today)],
  ]
  for (const [words, day_from] of finders) {
    const found = words.exec(sentence)
    const day = found ? day_from(found) : undefined
    if (found && day) return { day, span: without_preposition(sentence, span_of(found)) }
  }
  return undefined
}

function without_preposition(sentence: string, span: Span): Span {
  const lead = new RegExp(`^(?:${before_a_day}|this|coming) `, 'i').exec(sentence.slice(span.from, span.to))
  return lead ? { from: span.from + lead[0].length, to: span.to } : span
}

function number_in(words = ''): number {
  const known: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4 }
  return known[words.toLowerCase()] ?? Number(words)
}

function coming(name = '', from: Day, _today: Day): Day {
  const wanted = weekday_names.findIndex((weekday) => weekday.startsWith(name.toLowerCase().slice(0, 3)))
  return add_days(from, (wanted - weekday_of(from) + 7) % 7)
}

function next_week(name = '', today: Day): Day {
  const monday = add_days(today, ((8 - weekday_of(today)) % 7) || 7)
  return coming(name, monday, today)
}

function named_day(date: number, month = '', year: string | undefined, today: Day): Day | undefined {
  const number = month_names.findIndex((name) => name.startsWith(month.toLowerCase().slice(0, 3))) + 1
  return numbered_day(date, number, year, today)
}

function numbered_day(date: number, month: number, year: string | undefined, today: Day): Day | undefined {
  const this_year = Number(today.slice(0, 4))
  const day = make_day(year ? Number(year) : this_year, month, date)
  return day && !year && day < today ? make_day(this_year + 1, month, date) : day
}

function day_of_month(date: number, today: Day): Day | undefined {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const day = make_day(year, month, date)
  if (day && day >= today) return day
  return month === 12 ? make_day(year + 1, 1, date) : make_day(year, month + 1, date)
}

function end_of_month(today: Day): Day | undefined {
  const [year = 0, month = 1] = today.split('-').map(Number)
  return add_days(make_day(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) ?? today, -1)
}

/** What follows "I'll", "we will" or "promised", up to the day. "Petra will send the logo" is theirs. */
function find_promise(sentence: string, due: Span | undefined): { words: string; span: Span; by: 'us' | 'them'; verb: Span } | undefined {
  const theirs = /(?:^|[.,;] ?|\band )((?:(?!i\b|we\b)\p{L}[\p{L}'’.&-]*\s+){1,4}?)(?:will|['’]ll|promised(?: to| us| me)?)\s+(?!be\b)/iu.exec(sentence)
  const us = ours.exec(sentence)
  const is_theirs = theirs !== null && !is_touch(theirs[1]) && (!us || !/\b(?:i|we)\b/i.test(us[0])) && !/^\W*(?:promised|will)\b/i.test(sentence) && starts_with_name(theirs[1])
  const found = is_theirs ? theirs : us
  if (!found) return undefined
  const from = after_the_name(sentence, found.index + found[0].length, /promised\s*$/i.test(found[0]))
  const stop = due && due.from >= from ? due.from : stop_of(sentence, from)
  const words = sentence.slice(from, stop).replace(new RegExp(`[\\s,;.!]*(?:\\b(?:${before_a_day}|this|coming|next|the))?[\\s,;.!]*$`, 'i'), '')
  const lead = /^\s*(?:to\s+)?/.exec(words)?.[0].length ?? 0
  const said = words.slice(lead)
  return { words: said ? said.charAt(0).toUpperCase() + said.slice(1) : '', span: { from: from + lead, to: from + words.length }, by: is_theirs ? 'them' : 'us', verb: span_of(found) }
}

/** "Promised Ernst Handel a new proof": the proof was promised, not Ernst Handel. */
function after_the_name(sentence: string, from: number, may_name: boolean): number {
  const name = may_name ? name_from(sentence, from, true) : undefined
  return name ? name.to : from
}

function is_touch(words = ''): boolean {
  return touches.some(([verb]) => verb.test(words + ' x'))
}

function starts_with_name(words = ''): boolean {
  return /^\p{Lu}/u.test(words.trim()) || /^(?:he|she|they)\b/i.test(words.trim())
}

function stop_of(sentence: string, from: number): number {
  const stop = /[.;!](?:\s|$)/.exec(sentence.slice(from))
  return stop ? from + stop.index : sentence.length
}

function find_handles(sentence: string): Recognised['handles'] {
  const handles: Recognised['handles'] = []
  for (const found of sentence.matchAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g)) handles.push({ kind: 'email', value: found[0].toLowerCase(), span: span_of(found) })
  for (const found of sentence.matchAll(/(?:\+|\b0|\()\d[\d\s()/-]{5,18}\d/g)) handles.push({ kind: 'phone', value: found[0].trim(), span: span_of(found) })
  return handles
}

const not_a_name = new Set(
  'a an the i we you he she it they me us him her them my our his their this that today tomorrow yesterday and or about that will by on at for to with from in of new again back who because after before note promise call rang called met mailed wrote visited texted just add customer person company household yes no not is was are were be mr mrs ms dr send bring ring give make promised'.split(' '),
)
const name_word = /^[\p{L}&][\p{L}\p{M}'’.&-]*$/u

/** After the verb, after "to" or "with", before a verb, or wherever words begin with a capital letter. */
function find_names(sentence: string, touch: Span | undefined, promise: ReturnType<typeof find_promise>, taken: Span[]): Recognised['names'] {
  const names: Recognised['names'] = []
  const add = (span: Span | undefined) => {
    if (!span || taken.some((other) => other.from < span.to && span.from < other.to)) return
    const text = sentence.slice(span.from, span.to)
    if (!names.some((known) => known.text === text)) names.push({ text, span })
  }
  for (const at of sentence.matchAll(/@(\p{L}[\p{L}\p{M}'’&-]*(?: \p{Lu}[\p{L}\p{M}'’&-]*)*)/gu)) add({ from: (at.index ?? 0) + 1, to: (at.index ?? 0) + at[0].length })
  if (touch) add(name_from(sentence, touch.to))
  if (touch) add(name_before(sentence, touch.from))
  if (promise) add(name_before(sentence, promise.verb.from))
  if (promise?.by === 'them') add(leading_name(sentence, promise.verb.from))
  if (promise) add(name_from(sentence, promise.verb.to, true))
  for (const lead of sentence.matchAll(/\b(?:to|with|for|from|at)\s+(?=\p{Lu})/gu)) add(name_from(sentence, (lead.index ?? 0) + lead[0].length, true))
  for (const run of sentence.matchAll(/\p{Lu}[\p{L}\p{M}'’&-]*(?:\s+(?:\p{Lu}[\p{L}\p{M}'’&-]*|&|of|de|la|van|von|und|y|et))*/gu)) {
    add(trimmed(sentence, span_of(run)))
  }
  return names.slice(0, 6)
}

function leading_name(sentence: string, from: number): Span | undefined {
  const start = from + (/^[\s.,;]*(?:and )?/.exec(sentence.slice(from))?.[0].length ?? 0)
  return name_from(sentence, start)
}

/** Up to four words that could be a name; a capital letter keeps a name going, a small word ends it. */
function name_from(sentence: string, from: number, capitals_only = false): Span | undefined {
  let to = from
  let taken = 0
  for (const found of sentence.slice(from).matchAll(/\s*([^\s,;:!?]+)([,;:!?]?)/g)) {
    const word = found[1]?.replace(/\.$/, '') ?? ''
    const capital = /^\p{Lu}/u.test(word)
    if (!name_word.test(word) || not_a_name.has(word.toLowerCase()) || ((capitals_only || taken > 0) && !capital && !/^(?:&|de|la|van|von|der|und|y|et)$/.test(word))) break
    to = from + (found.index ?? 0) + found[0].length - (found[2]?.length ?? 0) - ((found[1]?.length ?? 0) - word.length)
    if (++taken === 5 || found[2] || found[1]?.endsWith('.')) break
  }
  const lead = /^\s*/.exec(sentence.slice(from))?.[0].length ?? 0
  return taken > 0 ? trimmed(sentence, { from: from + lead, to }) : undefined
}

function name_before(sentence: string, to: number): Span | undefined {
  const found = /(?:^|[.,;:]\s*)([\p{L}][\p{L}\p{M}'’&. -]*?)\s*[,:]?\s*$/u.exec(sentence.slice(0, to))
  const words = found?.[1]?.trim()
  if (!found || !words || words.split(/\s+/).length > 5 || not_a_name.has(words.toLowerCase())) return undefined
  const from = found.index + found[0].indexOf(words)
  return trimmed(sentence, { from, to: from + words.length })
}

function trimmed(sentence: string, span: Span): Span | undefined {
  const words = [...sentence.slice(span.from, span.to).matchAll(/\S+/g)]
  while (words[0] && not_a_name.has(words[0][0].toLowerCase().replace(/['’].*$/, ''))) words.shift()
  while (words.length && not_a_name.has((words.at(-1)?.[0] ?? '').toLowerCase())) words.pop()
  const first = words[0]
  const last = words.at(-1)
  if (!first || !last) return undefined
  const text = sentence.slice(span.from + first.index, span.from + last.index + last[0].length)
  if (weekday_names.includes(text.toLowerCase()) || month_names.includes(text.toLowerCase())) return undefined
  return { from: span.from + first.index, to: span.from + last.index + last[0].replace(/['’]s$/, '').length }
}

export type NewParty = { name: string; kind: 'person' | 'organisation' | 'household'; company?: string }

/** Somebody new: the sentence without addresses is the name; its look and the mail's domain say what it is and where. */
export function new_party(sentence: string, handles: Recognised['handles']): NewParty {
  let name = sentence
  for (const handle of handles.toReversed()) name = name.slice(0, handle.span.from) + ' ' + name.slice(handle.span.to)
  name = name.replace(/^\s*(?:new|add)\s+(?:customer|person|company|household|lead)?\s*:?/i, '').replace(/[\s,;<>()]+$/g, '').replace(/^[\s,;<>()]+/, '').replace(/\s+/g, ' ')
  return { name, kind: kind_of(name), company: company_of(handles) }
}

function kind_of(name: string): NewParty['kind'] {
  if (/\b(?:household|family|familie|famille)\b/i.test(name)) return 'household'
  if (/\b(?:gmbh|ag|kg|ltd|limited|inc|llc|corp|plc|s\.?a\.?|s\.?r\.?l|bv|co|company|group|agency|studio|bakery|bakeries|hotel|restaurant|solar|foods?|imports?|exports?|traders?|market|delicatessen|futterkiste|handel)\b|&|\d/i.test(name)) return 'organisation'
  const words = name.split(' ').length
  return words === 2 || words === 3 ? 'person' : 'organisation'
}

const everybodys_mail = /^(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|me|gmx|web|proton(?:mail)?|aol|mail|posteo|t-online)\./
function company_of(handles: Recognised['handles']): string | undefined {
  const domain = handles.find((one) => one.kind === 'email')?.value.split('@')[1]
  if (!domain || everybodys_mail.test(domain)) return undefined
  const label = domain.split('.').at(-2) ?? ''
  return label.replace(/(^|-)(\w)/g, (_, dash: string, letter: string) => (dash ? ' ' : '') + letter.toUpperCase())
}
