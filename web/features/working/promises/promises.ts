import { send } from '../../../api/ask.ts'
import type { CustomerPromise, Id, PartyPage, Today, Told } from '../../../api/types.ts'
import { words_of } from '../../../api/ask.ts'
import { queries } from '../../../app/queries.ts'
import type { Day } from '../../../base/days.ts'
import { say } from '../../../base/say.ts'
import { tell_done, tell_refused } from '../../../ui/undo.tsx'

/**
 * Show first, ask second: every verb changes what is on the screens in the same frame, asks the server, and puts it
 * back with the reason when the server says no.
 */
async function show_first(promise: CustomerPromise, changes: Partial<CustomerPromise>, ask: () => Promise<CustomerPromise>): Promise<CustomerPromise | undefined> {
  await Promise.all([queries.cancelQueries({ queryKey: ['today'] }), queries.cancelQueries({ queryKey: ['party'] })])
  paint(promise.id, (now) => ({ ...now, ...changes }))
  try {
    const answer = await ask()
    paint(promise.id, (now) => ({ ...now, ...answer, party: now.party }))
    refresh(promise.promised_to)
    return answer
  } catch (error) {
    paint(promise.id, () => promise)
    tell_refused(words_of(error))
    refresh(promise.promised_to)
    return undefined
  }
}

function paint(id: Id, change: (promise: CustomerPromise) => CustomerPromise): void {
  const each = (list: CustomerPromise[] = []) => list.map((one) => (one.id === id ? change(one) : one))
  queries.setQueriesData<Today>({ queryKey: ['today'] }, (today) => today && { ...today, promises: each(today.promises), untold: each(today.untold) })
  queries.setQueriesData<PartyPage>({ queryKey: ['party'], predicate: (query) => query.queryKey[2] === 'page' }, (page) => page && { ...page, promises: each(page.promises) })
}

function refresh(party: Id): void {
  void queries.invalidateQueries({ queryKey: ['party', party] })
  void queries.invalidateQueries({ queryKey: ['today'] })
  void queries.invalidateQueries({ queryKey: ['parties'] })
}

const at = (promise: CustomerPromise) => ({ promise: promise.id })

export async function keep(promise: CustomerPromise, customer: string, told: Told = 'not_yet', note?: string): Promise<void> {
  const kept = await show_first(promise, { state: 'kept', told, late: false }, () =>
    send<CustomerPromise>('PUT', '/promises/{promise}/keeping', { params: at(promise), body: { told, ...(note ? { note } : {}) } }),
  )
  if (!kept) return
  const tell = (how: Told) => () => void tell_the_customer({ ...kept, party: promise.party }, how)
  tell_done({
    words: say('Kept: {words}.', { words: promise.words }),
    undo: () => reopen(kept),
    ...(promise.promised_by === 'us' && told === 'not_yet' ? { question: say('Does {customer} know?', { customer }), offers: [{ words: say('By phone'), run: tell('by_phone') }, { words: say('By mail'), run: tell('by_mail') }, { words: say('In person'), run: tell('in_person') }] } : {}),
  })
}

export async function tell_the_customer(promise: CustomerPromise, told: Told): Promise<void> {
  const answer = await show_first(promise, { told }, () => send<CustomerPromise>('PUT', '/promises/{promise}/keeping', { params: at(promise), body: { told } }))
  if (answer) tell_done({ words: say('Noted how they were told.') })
}

export async function reopen(promise: CustomerPromise): Promise<void> {
  await show_first(promise, { state: 'open', told: undefined, kept_on: undefined }, () => send<CustomerPromise>('DELETE', '/promises/{promise}/keeping', { params: at(promise) }))
}

export async function move_day(promise: CustomerPromise, due_on: Day, agreed_by: string): Promise<boolean> {
  const moved = await show_first(promise, { due_on, agreed_by, late: false }, () =>
    send<CustomerPromise>('PUT', '/promises/{promise}/renegotiation', { params: at(promise), body: { due_on, agreed_by } }),
  )
  if (moved) tell_done({ words: say('Moved, as {who} agreed.', { who: agreed_by }), undo: () => take_back(moved, 'renegotiation') })
  return moved !== undefined
}

export async function break_openly(promise: CustomerPromise, why: string): Promise<boolean> {
  const broken = await show_first(promise, { state: 'broken', why, late: false }, () =>
    send<CustomerPromise>('PUT', '/promises/{promise}/breaking', { params: at(promise), body: { why } }),
  )
  if (broken) tell_done({ words: say('Said openly that it is broken.'), undo: () => take_back(broken, 'breaking') })
  return broken !== undefined
}

export async function withdraw(promise: CustomerPromise, why: string): Promise<boolean> {
  const withdrawn = await show_first(promise, { state: 'withdrawn', why, late: false }, () =>
    send<CustomerPromise>('PUT', '/promises/{promise}/withdrawal', { params: at(promise), body: { why } }),
  )
  if (withdrawn) tell_done({ words: say('They no longer want it.'), undo: () => take_back(withdrawn, 'withdrawal') })
  return withdrawn !== undefined
}

export function take_back(promise: CustomerPromise, what: 'renegotiation' | 'breaking' | 'withdrawal'): Promise<unknown> {
  return show_first(promise, { state: 'open', why: undefined }, () => send<CustomerPromise>('DELETE', `/promises/{promise}/${what}`, { params: at(promise) }))
}

export async function change_words(promise: CustomerPromise, words: string): Promise<boolean> {
  const changed = await show_first(promise, { words }, () =>
    send<CustomerPromise>('PATCH', '/promises/{promise}', { params: at(promise), body: { words }, version: promise.version }),
  )
  if (changed) tell_done({ words: say('Changed the words.'), undo: () => change_words(changed, promise.words) })
  return changed !== undefined
}
