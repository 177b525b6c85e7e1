import { new_key, send } from '../../../api/ask.ts'
import type { Handle, Id, Known, Party, Relationship } from '../../../api/types.ts'
import { say } from '../../../base/say.ts'
import { tell_done } from '../../../ui/undo.tsx'
import { add_party, refresh } from '../parties/parties.ts'

export function is_former(tie: Relationship, today: string): boolean {
  return tie.until !== undefined && tie.until < today
}

export async function care(party: Id, who: { member?: Id; team?: Id }, role?: string): Promise<void> {
  const made = await send<Relationship>('POST', '/parties/{party}/care-team', { params: { party }, body: { ...who, ...(role ? { role } : {}) }, key: new_key() })
  await refresh(party)
  tell_done({ words: say('Joined those who care for them.'), undo: () => leave_care(party, { relationship: made.id, version: made.version }) })
}

export async function leave_care(party: Id, tie: { relationship: Id; version: number }): Promise<void> {
  await send('DELETE', '/care-team/{relationship}', { params: { relationship: tie.relationship }, version: tie.version })
  await refresh(party)
}

export async function affiliate(person: Id, organisation: Id, role: string | undefined, seen_from: Id): Promise<void> {
  const made = await send<Relationship>('POST', '/parties/{party}/affiliations', { params: { party: person }, body: { organisation, ...(role ? { role } : {}) }, key: new_key() })
  await refresh(seen_from)
  tell_done({ words: say('Tied together.'), undo: () => end_affiliation(seen_from, made) })
}

export async function join_household(household: Id, person: Id, role: string | undefined, seen_from: Id): Promise<void> {
  await send<Relationship>('POST', '/parties/{party}/household-members', { params: { party: household }, body: { person, ...(role ? { role } : {}) }, key: new_key() })
  await refresh(seen_from)
  tell_done({ words: say('Belongs to the household now.') })
}

export async function end_affiliation(seen_from: Id, tie: Relationship): Promise<void> {
  await send('DELETE', '/affiliations/{affiliation}', { params: { affiliation: tie.id }, version: tie.version })
  await refresh(seen_from)
}

export async function ended(seen_from: Id, known: Known, until: string): Promise<void> {
  const tie = known.relationship
  const changed = await send<Relationship>('PATCH', '/affiliations/{affiliation}', { params: { affiliation: tie.id }, body: { until }, version: tie.version })
  await refresh(seen_from)
  tell_done({
    words: say('{name} left there; it stays in the history.', { name: known.party.name }),
    undo: async () => {
      await send('PATCH', '/affiliations/{affiliation}', { params: { affiliation: tie.id }, body: { until: tie.until ?? null }, version: changed.version })
      await refresh(seen_from)
    },
  })
}

/** Somebody of theirs, known already or made on the spot. */
export async function person_named(name: string, known: Id | undefined, handle?: Handle): Promise<Id> {
  if (known) return known
  const made: Party = await add_party({ kind: 'person', name, ...(handle ? { handles: [handle] } : {}) })
  return made.id
}
