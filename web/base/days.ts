import { count, say } from './say.ts'

/** A calendar day without a clock, as the server writes it: "2026-11-27". */
export type Day = string
/** A moment, as the server writes it: "2026-11-24T08:50:00.000000Z". */
export type Instant = string

const locale = 'en-GB'
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

const formats = new Map<string, Intl.DateTimeFormat>()
function format(where: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = where + key
  const known = formats.get(name) ?? new Intl.DateTimeFormat(locale, { timeZone: where, ...options })
  formats.set(name, known)
  return known
}

/** The company's zone, so that two colleagues in two cities read the same day and hour. Set once from /me. */
let company_zone = 'UTC'
export function set_zone(where: string): void {
  company_zone = where
}
export function zone(): string {
  return company_zone
}

export function day_of(at: Instant, where = company_zone): Day {
  return format(where, 'day', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(at)).split('/').toReversed().join('-')
}

export function time_of(at: Instant, where = company_zone): string {
  return format(where, 'time', { hour: 'numeric', minute: '2-digit', hour12: false }).format(new Date(at)).replace(/^0(?=\d:)/, '')
}

function parts(day: Day): { year: number; month: number; date: number } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return { year, month, date }
}

function number_of(day: Day): number {
  const { year, month, date } = parts(day)
  return Math.round(Date.UTC(year, month - 1, date) / 86_400_000)
}

function day_from(number: number): Day {
  return new Date(number * 86_400_000).toISOString().slice(0, 10)
}

export function days_between(from: Day, to: Day): number {
  return number_of(to) - number_of(from)
}

export function add_days(day: Day, days: number): Day {
  return day_from(number_of(day) + days)
}

export function weekday_of(day: Day): number {
  return new Date(number_of(day) * 86_400_000).getUTCDay()
}

export function make_day(year: number, month: number, date: number): Day | undefined {
  const made = new Date(Date.UTC(year, month - 1, date))
  const real = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === date
  return real ? made.toISOString().slice(0, 10) : undefined
}

/** "Tuesday 17 November", with the year when it is not this one. */
export function long_day(day: Day, today: Day): string {
  const { year, month, date } = parts(day)
  const words = `${say(weekdays[weekday_of(day)] ?? '')} ${date} ${say(months[month - 1] ?? '')}`
  return year === parts(today).year ? words : `${words} ${year}`
}

/** "Fri 27 Nov", with the year when it is not this one. */
export function short_day(day: Day, today: Day): string {
  const { year, month, date } = parts(day)
  const words = `${say(weekdays[weekday_of(day)] ?? '').slice(0, 3)} ${date} ${say(months[month - 1] ?? '').slice(0, 3)}`
  return year === parts(today).year ? words : `${words} ${year}`
}

export function month_words(day: Day): string {
  const { year, month } = parts(day)
  return `${say(months[month - 1] ?? '')} ${year}`
}

/** The heading of a day on a timeline. */
export function day_heading(day: Day, today: Day): string {
  const ago = days_between(day, today)
  if (ago === 0) return say('Today')
  if (ago === 1) return say('Yesterday')
  return long_day(day, today)
}

/** A past moment in a table: "today 8:40", "yesterday", "Tue 17 Nov". */
export function when_words(at: Instant, today: Day): string {
  const day = day_of(at)
  const ago = days_between(day, today)
  if (ago === 0) return say('today {time}', { time: time_of(at) })
  if (ago === 1) return say('yesterday')
  return short_day(day, today)
}

export type DueTone = 'late' | 'due' | 'later'

/** When something promised is due, as one says it. The tone carries the colour; whether it is late is the server's word. */
export function due_word(due_on: Day, today: Day): { words: string; tone: DueTone } {
  const away = days_between(today, due_on)
  if (away < 0) return { words: count(-away, '1 day late', '{n} days late'), tone: 'late' }
  if (away === 0) return { words: say('today'), tone: 'due' }
  if (away === 1) return { words: say('tomorrow'), tone: 'later' }
  return { words: short_day(due_on, today), tone: 'later' }
}

/** How long someone has waited: "25 min", "1 h 50 min", "3 days". */
export function age_words(since: Instant, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000))
  if (minutes < 60) return say('{n} min', { n: minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 8) return minutes % 60 ? say('{h} h {m} min', { h: hours, m: minutes % 60 }) : say('{h} h', { h: hours })
  if (hours < 36) return count(hours, '{n} hour', '{n} hours')
  return count(Math.round(hours / 24), '{n} day', '{n} days')
}

export function greeting(at: Date, where = company_zone): string {
  const hour = Number(format(where, 'hour', { hour: '2-digit', hour12: false }).format(at)) % 24
  if (hour < 12) return say('Good morning')
  return hour < 18 ? say('Good afternoon') : say('Good evening')
}
