import { expect, test } from 'vitest'
import { age_words, day_heading, day_of, due_word, greeting, long_day, short_day, time_of, when_words } from './days.ts'

const today = '2026-11-24'

test('a day is the company’s day, not the reader’s', () => {
  expect(day_of('2026-11-24T23:30:00.000000Z', 'Europe/Vienna')).toBe('2026-11-25')
  expect(day_of('2026-11-24T23:30:00.000000Z', 'America/New_York')).toBe('2026-11-24')
})
test('a time is said without a leading nought', () => expect(time_of('2026-11-24T07:40:00.000000Z', 'Europe/Vienna')).toBe('8:40'))
test('the year is said only when it is another one', () => {
  expect(long_day('2026-11-17', today)).toBe('Tuesday 17 November')
  expect(short_day('2025-11-17', today)).toBe('Mon 17 Nov 2025')
})
test('yesterday and today have names', () => {
  expect(day_heading(today, today)).toBe('Today')
  expect(day_heading('2026-11-23', today)).toBe('Yesterday')
  expect(when_words('2026-11-23T08:00:00.000000Z', today)).toBe('yesterday')
})
test.each([
  ['2026-11-23', '1 day late', 'late'],
  ['2026-11-20', '4 days late', 'late'],
  ['2026-11-24', 'today', 'due'],
  ['2026-11-25', 'tomorrow', 'later'],
  ['2026-11-27', 'Fri 27 Nov', 'later'],
])('due on %s is said as “%s”', (day, words, tone) => expect(due_word(day, today)).toEqual({ words, tone }))
test.each([
  [25, '25 min'],
  [110, '1 h 50 min'],
  [60 * 30, '30 hours'],
  [60 * 24 * 3, '3 days'],
])('a wait of %i minutes is said as “%s”', (minutes, words) => {
  const since = '2026-11-20T08:00:00.000000Z'
  expect(age_words(since, Date.parse(since) + minutes * 60_000)).toBe(words)
})
test('the greeting follows the clock of the company', () => {
  expect(greeting(new Date('2026-11-24T08:00:00Z'), 'UTC')).toBe('Good morning')
  expect(greeting(new Date('2026-11-24T08:00:00Z'), 'Asia/Tokyo')).toBe('Good afternoon')
})
