import { describe, expect, test } from 'vitest'
import { find_due, new_party, recognise } from './sentence.ts'

// A Tuesday.
const today = '2026-11-24'
const read = (sentence: string) => recognise(sentence, today)
const due = (sentence: string) => find_due(sentence, today)?.day
const under = (sentence: string, span?: { from: number; to: number }) => span && sentence.slice(span.from, span.to)

describe('a sentence about a call with a promise in it', () => {
  const sentence = 'Rang Petra, I’ll bring a DVD for the grandparents by Friday'
  const found = read(sentence)
  test('is a call that went out', () => expect(found.touch).toMatchObject({ channel: 'call', direction: 'out' }))
  test('names Petra first', () => expect(found.names[0]?.text).toBe('Petra'))
  test('keeps the promise in the words used', () => expect(found.promise).toMatchObject({ words: 'Bring a DVD for the grandparents', by: 'us' }))
  test('is due on the coming Friday', () => expect(found.due?.day).toBe('2026-11-27'))
  test('underlines only the day itself', () => expect(under(sentence, found.due?.span)).toBe('Friday'))
  test('underlines the promise without its verb', () => expect(under(sentence, found.promise?.span)).toBe('bring a DVD for the grandparents'))
})

describe('who spoke to whom', () => {
  test.each([
    ['Lukas Brandner rang about the greeting', 'call', 'in', 'Lukas Brandner'],
    ['called Ernst Handel, they want more chai', 'call', 'out', 'Ernst Handel'],
    ['rang ernst handel', 'call', 'out', 'ernst'],
    ['I mailed Nora Vance the dates', 'email', 'out', 'Nora Vance'],
    ['Met Lukas Brandner and Petra Sorg', 'meeting', undefined, 'Lukas Brandner'],
    ['Visited Around the Horn', 'visit', undefined, 'Around'],
    ['Spoke with Roland Mendel about the invoice', 'call', 'out', 'Roland Mendel'],
    ['Texted Femi', 'message', 'out', 'Femi'],
  ])('%s', (sentence, channel, direction, name) => {
    const found = read(sentence)
    expect(found.touch?.channel).toBe(channel)
    expect(found.touch?.direction).toBe(direction)
    expect(found.names.map((one) => one.text)).toContain(name)
  })
  test('remembers how long it took', () => expect(read('Rang Petra, 11 min').touch?.minutes).toBe(11))
  test('sees no touch in a plain note', () => expect(read('Prefers German on the screens').touch).toBeUndefined())
})

describe('promises', () => {
  test.each([
    ['Ernst Handel: will send quote Fri', 'Send quote', 'us', '2026-11-27'],
    ['Promised Ernst Handel a new proof by Monday', 'A new proof', 'us', '2026-11-30'],
    ['We’ll call back tomorrow', 'Call back', 'us', '2026-11-25'],
    ["I'll send the quote to Ernst Handel by 27 Nov", 'Send the quote to Ernst Handel', 'us', '2026-11-27'],
    ['Petra will send the new logo by Monday', 'Send the new logo', 'them', '2026-11-30'],
    ['I will ring on Thursday. They sounded happy', 'Ring', 'us', '2026-11-26'],
  ])('%s', (sentence, words, by, day) => {
    const found = read(sentence)
    expect(found.promise).toMatchObject({ words, by })
    expect(found.due?.day).toBe(day)
  })
  test('names the one it was promised to', () => expect(read("I'll send the quote to Ernst Handel by Friday").names.map((one) => one.text)).toContain('Ernst Handel'))
  test('is absent from a note', () => expect(read('Rang Petra about Friday').promise).toBeUndefined())
})

describe('days as people write them', () => {
  test.each([
    ['by Friday', '2026-11-27'],
    ['on Tuesday', '2026-12-01'],
    ['next Friday', '2026-12-04'],
    ['next week', '2026-11-30'],
    ['tomorrow', '2026-11-25'],
    ['day after tomorrow', '2026-11-26'],
    ['today', '2026-11-24'],
    ['27 Nov', '2026-11-27'],
    ['November 27th', '2026-11-27'],
    ['the 3rd of January', '2027-01-03'],
    ['3 Jan 2028', '2028-01-03'],
    ['27.11.', '2026-11-27'],
    ['2026-12-24', '2026-12-24'],
    ['in two weeks', '2026-12-08'],
    ['in 3 days', '2026-11-27'],
    ['by the 2nd', '2026-12-02'],
    ['end of the month', '2026-11-30'],
    ['send it fri', '2026-11-27'],
  ])('%s', (words, day) => expect(due(words)).toBe(day))
  test.each(['31 Feb', 'they sat down', 'sunny', 'may be late', 'wedding cake'])('%s is no day', (words) => expect(due(words)).toBeUndefined())
})

describe('somebody new', () => {
  const made = (sentence: string) => new_party(sentence, read(sentence).handles)
  test('two words are a person', () => expect(made('Nora Vance')).toMatchObject({ name: 'Nora Vance', kind: 'person' }))
  test('a mail address gives the company', () => expect(made('Nora Vance nora@helios-solar.com')).toMatchObject({ name: 'Nora Vance', company: 'Helios Solar' }))
  test('a mail address of everybody gives none', () => expect(made('Nora Vance nora@gmail.com').company).toBeUndefined())
  test('a legal form is a company', () => expect(made('Brandner GmbH').kind).toBe('organisation'))
  test('a family is a household', () => expect(made('Okafor household').kind).toBe('household'))
  test('drops the order itself', () => expect(made('new customer Delft Ceramics Ltd')).toMatchObject({ name: 'Delft Ceramics Ltd', kind: 'organisation' }))
})
