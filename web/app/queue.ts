import { createStore, get as read, set as write } from 'idb-keyval'
import { new_key, Refused, send, Unreachable, type Params } from '../api/ask.ts'
import type { Id, Me } from '../api/types.ts'
import { make_store } from '../base/store.ts'
import { tell_done } from '../ui/undo.tsx'
import { heard_nothing } from './reach.ts'
import { queries } from './queries.ts'

/**
 * Notes and promises go through this queue. They stand on the timeline in the same frame, wait here while there is no
 * network, and carry a key each, so that sending twice does it once. Nothing is dropped silently.
 */
export type Step = { kind: 'note' | 'promise'; path: string; params?: Params; body: Record<string, unknown>; key: string; answer?: { id: Id; version: number } }
export type Outgoing = {
  id: string
  /** Whose words these are. On a shared computer nobody else sends them. */
  by?: Id
  party: Id
  party_name?: string
  at: string
  steps: Step[]
  state: 'sending' | 'waiting' | 'refused'
  why?: string
  done_words: string
}

export const queue = make_store<Outgoing[]>([])
const store = () => createStore('steward-queue', 'outgoing')
const settled = new Set<(outgoing: Outgoing) => void>()

export function step(kind: Step['kind'], path: string, body: Record<string, unknown>, params?: Params): Step {
  return { kind, path, params, body, key: new_key() }
}

export function put(outgoing: Omit<Outgoing, 'id' | 'state' | 'at' | 'by'>): void {
  queue.set((now) => [...now, { ...outgoing, id: new_key(), by: me(), at: new Date().toISOString(), state: 'sending' }])
  void remember().then(flush)
}

export function drop(id: string): void {
  queue.set((now) => now.filter((one) => one.id !== id))
  void remember()
}

export function try_again(id: string): void {
  change(id, { state: 'waiting', why: undefined })
  void flush()
}

export async function recall_queue(): Promise<void> {
  const kept = await recalled()
  if (kept?.length) queue.set((now) => [...kept.map((one) => ({ ...one, state: one.state === 'refused' ? one.state : ('waiting' as const) })), ...now])
}

/** Tells how a sent thing ended, for whoever put it there. */
export function when_settled(listener: (outgoing: Outgoing) => void): () => void {
  settled.add(listener)
  return () => settled.delete(listener)
}

let flushing = false
export async function flush(): Promise<void> {
  if (flushing) return
  flushing = true
  try {
    for (let next = unsent(); next; next = unsent()) {
      if (!(await deliver(next))) break
    }
  } finally {
    flushing = false
  }
}

function unsent(): Outgoing | undefined {
  return queue.get().find((one) => one.state !== 'refused' && one.by === me())
}

function me(): Id | undefined {
  return queries.getQueryData<Me>(['me'])?.member.id
}

/** False when nobody answered: the rest has to wait as well. */
async function deliver(outgoing: Outgoing): Promise<boolean> {
  try {
    for (const [index, one] of outgoing.steps.entries()) {
      if (one.answer) continue
      const answer = await send<{ id: Id; version: number }>('POST', one.path, { params: one.params, body: body_of(outgoing, one), key: one.key })
      outgoing = { ...outgoing, steps: outgoing.steps.with(index, { ...one, answer: { id: answer.id, version: answer.version } }) }
      change(outgoing.id, { steps: outgoing.steps })
    }
  } catch (error) {
    return not_delivered(outgoing, error)
  }
  await Promise.all([queries.invalidateQueries({ queryKey: ['party', outgoing.party] }), queries.invalidateQueries({ queryKey: ['today'] })])
  void queries.invalidateQueries({ queryKey: ['parties'] })
  drop(outgoing.id)
  for (const listener of settled) listener(outgoing)
  tell_done({ words: outgoing.done_words, undo: () => take_back(outgoing) })
  return true
}

/** A promise made in a note remembers the note it was made in. */
function body_of(outgoing: Outgoing, one: Step): Record<string, unknown> {
  const note = outgoing.steps.find((other) => other.kind === 'note')
  return one.kind === 'promise' && note?.answer ? { ...one.body, from_interaction: note.answer.id } : one.body
}

function not_delivered(outgoing: Outgoing, error: unknown): boolean {
  if (error instanceof Refused && error.code !== 'try_later' && error.status !== 401) {
    change(outgoing.id, { state: 'refused', why: error.words })
    return true
  }
  change(outgoing.id, { state: 'waiting' })
  if (error instanceof Unreachable) heard_nothing()
  return false
}

async function take_back(outgoing: Outgoing): Promise<void> {
  for (const one of outgoing.steps.toReversed()) {
    if (!one.answer) continue
    if (one.kind === 'note') await send('DELETE', '/interactions/{interaction}', { params: { interaction: one.answer.id }, version: one.answer.version })
    else await send('PUT', '/promises/{promise}/withdrawal', { params: { promise: one.answer.id }, body: { why: 'Written by mistake and taken back at once.' }, version: one.answer.version })
  }
  await queries.invalidateQueries({ queryKey: ['party', outgoing.party] })
  await queries.invalidateQueries({ queryKey: ['today'] })
}

function change(id: string, changes: Partial<Outgoing>): void {
  queue.set((now) => now.map((one) => (one.id === id ? { ...one, ...changes } : one)))
  void remember()
}

async function recalled(): Promise<Outgoing[] | undefined> {
  try {
    return await read<Outgoing[]>('queue', store())
  } catch {
    return undefined
  }
}

async function remember(): Promise<void> {
  try {
    await write('queue', queue.get(), store())
  } catch {
    // A private window keeps nothing; the queue then lives as long as the tab.
  }
}
