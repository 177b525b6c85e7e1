import { afterEach, expect, test } from 'vitest'
import { and_list, count, number_word, say, speak } from './say.ts'

afterEach(() => speak('en', {}))

test('English is its own key', () => expect(say('{name} is here now', { name: 'Ana' })).toBe('Ana is here now'))
test('one is not many', () => expect([count(1, '1 note', '{n} notes'), count(3, '1 note', '{n} notes')]).toEqual(['1 note', '3 notes']))
test('a list ends with and', () => expect(and_list(['Ana', 'Jonas', 'Max'])).toBe('Ana, Jonas and Max'))
test('small numbers are words', () => expect([number_word(4), number_word(14)]).toEqual(['Four', '14']))
test('another language is a list of sentences', () => {
  speak('de', { '{name} is here now': '{name} ist jetzt da', '{n} notes': '{n} Notiz|{n} Notizen' })
  expect(say('{name} is here now', { name: 'Ana' })).toBe('Ana ist jetzt da')
  expect([count(1, '1 note', '{n} notes'), count(2, '1 note', '{n} notes')]).toEqual(['1 Notiz', '2 Notizen'])
})
test('what has no translation stays English instead of going missing', () => {
  speak('de', {})
  expect(say('Take back')).toBe('Take back')
})
