import { expect, test } from 'vitest'
import { read_handle, read_reach, read_where, reach_text } from './party.ts'

test('how to reach somebody reads back as it was written', () => {
  for (const words of ['Phone, after 14:00', 'Mail', 'In person, Sundays']) expect(reach_text(read_reach(words) ?? undefined)).toBe(words)
})
test('nothing written means nothing is known', () => expect(read_reach('  ')).toBeNull())
test('an unknown channel is asked about instead of guessed', () => expect(read_reach('pigeon')).toBeUndefined())
test.each([
  ['nora@helios.com', 'email'],
  ['030-0074321', 'phone'],
  ['(5) 555-4729', 'phone'],
  ['www.helios.com', 'web'],
  ['@helios', 'social'],
])('%s is an address of its kind', (words, kind) => expect(read_handle(words)?.kind).toBe(kind))
test('a plain word is no address', () => expect(read_handle('Helios')).toBeUndefined())
test('a place is a city and a country', () => expect(read_where('Graz, Austria')).toEqual({ city: 'Graz', country: 'Austria' }))
