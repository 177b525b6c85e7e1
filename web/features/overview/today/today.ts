import { useQuery } from '@tanstack/react-query'
import { get } from '../../../api/ask.ts'
import type { CustomerPromise, Entry, Today } from '../../../api/types.ts'
import { day_of, days_between } from '../../../base/days.ts'
import { count, number_word, say } from '../../../base/say.ts'

export const today_query = { queryKey: ['today'], queryFn: () => get<Today>('/today') }

export function useToday() {
  return useQuery(today_query)
}

/** "Four promises are due, four people wait for an answer." */
export function sum_up(today: Today): string {
  const due = today.promises.filter((promise) => promise.state === 'open' && (promise.late || promise.due_on <= today.day)).length
  const waiting = today.waiting.length
  const promises = due === 0 ? say('Nothing promised is due') : count(due, '{word} promise is due', '{word} promises are due', { word: number_word(due) })
  const people = waiting === 0 ? say('nobody waits for an answer') : count(waiting, '{word} waits for an answer', '{word} people wait for an answer', { word: waiting === 1 ? say('one person') : number_word(waiting).toLowerCase() })
  return `${promises}, ${people}.`
}

/** Orders of former years that came in with an import are no news of yesterday. */
export function news_of(today: Today): Entry[] {
  return today.since.filter((entry) => entry.kind !== 'purchase' || days_between(day_of(entry.at), today.day) <= 1)
}

/** Late first, then by day; what is kept stays in its place until the customer is told. */
export function in_order(promises: CustomerPromise[]): CustomerPromise[] {
  return promises.toSorted((a, b) => a.due_on.localeCompare(b.due_on) || a.id.localeCompare(b.id))
}
