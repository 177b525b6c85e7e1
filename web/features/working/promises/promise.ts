import type { CustomerPromise } from '../../../api/types.ts'
import { due_word, short_day, type Day } from '../../../base/days.ts'
import { say } from '../../../base/say.ts'
import type { TickState } from '../../../ui/tick.tsx'

/** Only the customer's word fills the disc; until then a kept promise shows half of it. */
export function tick_state(promise: CustomerPromise): TickState {
  switch (promise.state) {
    case 'open':
      return 'open'
    case 'kept':
      return promise.promised_by === 'them' || promise.told === 'by_portal' ? 'whole' : 'half'
    case 'broken':
      return 'broken'
    case 'withdrawn':
      return 'withdrawn'
  }
}

export type StateWord = { words: string; tone: 'late' | 'due' | 'later' | 'kept' }

/** The one word at the end of a promise's row. */
export function state_word(promise: CustomerPromise, today: Day): StateWord {
  switch (promise.state) {
    case 'open': {
      const due = due_word(promise.due_on, today)
      return promise.late ? { ...due, tone: 'late' } : due
    }
    case 'kept':
      if (promise.promised_by === 'us' && (promise.told ?? 'not_yet') === 'not_yet') return { words: say('kept, tell them'), tone: 'due' }
      return { words: say('kept'), tone: 'kept' }
    case 'broken':
      return { words: say('broken'), tone: 'late' }
    case 'withdrawn':
      return { words: say('no longer wanted'), tone: 'later' }
  }
}

/** What a promise lived through, when it is more than its row says. */
export function second_line(promise: CustomerPromise, today: Day): string | undefined {
  if (promise.state === 'broken' && promise.why) return promise.why
  if (promise.state === 'withdrawn' && promise.why) return promise.why
  if (promise.first_due_on && promise.first_due_on !== promise.due_on) {
    const first = short_day(promise.first_due_on, today)
    return promise.agreed_by ? say('first {day}; {who} agreed to move it', { day: first, who: promise.agreed_by }) : say('first {day}', { day: first })
  }
  return undefined
}

export function is_untold(promise: CustomerPromise): boolean {
  return promise.state === 'kept' && promise.promised_by === 'us' && (promise.told ?? 'not_yet') === 'not_yet'
}
