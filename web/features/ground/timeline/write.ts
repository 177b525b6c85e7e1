import type { Channel, Id, NewInteraction, NewPromise, Participant } from '../../../api/types.ts'
import { step, type Step } from '../../../app/queue.ts'

/** What a sentence was understood, or corrected, to mean. */
export type Meant = {
  sentence: string
  channel: Channel
  direction?: 'in' | 'out'
  minutes?: number
  with: { id: Id; name: string }[]
  promise?: { words: string; by: 'us' | 'them'; due_on: string; made_by?: Id; from?: Id }
}

/** A promise alone is a promise; anything that also happened is noted as well, word for word. */
export function steps_of(meant: Meant): Step[] {
  const first = meant.with[0]
  if (!first) return []
  const steps: Step[] = []
  const says_more = /[.!?;]\s+\S/.test(meant.sentence)
  const only_promise = meant.promise && meant.channel === 'note' && !says_more
  if (!only_promise) steps.push(step('note', '/interactions', interaction(meant)))
  if (meant.promise) {
    const body: NewPromise = { words: meant.promise.words, due_on: meant.promise.due_on }
    if (meant.promise.by === 'them') body.promised_by = 'them'
    if (meant.promise.from) body.from_interaction = meant.promise.from
    if (meant.promise.made_by) body.made_by = meant.promise.made_by
    steps.push(step('promise', '/parties/{party}/promises', body, { party: first.id }))
  }
  return steps
}

function interaction(meant: Meant): NewInteraction {
  const incoming = meant.direction === 'in'
  const role: Participant['role'] = meant.channel === 'meeting' || meant.channel === 'visit' || meant.channel === 'note' ? 'present' : incoming ? 'from' : 'to'
  const direction = role === 'present' ? undefined : (meant.direction ?? 'out')
  return {
    channel: meant.channel,
    ...(direction ? { direction } : {}),
    ...(meant.minutes ? { minutes: meant.minutes } : {}),
    body: meant.sentence,
    participants: meant.with.map((one) => ({ party: one.id, role })),
  }
}
