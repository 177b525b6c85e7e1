import { useQuery } from '@tanstack/react-query'
import { get, send } from '../../../api/ask.ts'
import type { Company, Id, Me, Member, Page, Session, Team, Token } from '../../../api/types.ts'
import { set_zone } from '../../../base/days.ts'
import { first_name, initials_of } from '../../../base/faces.ts'
import { say } from '../../../base/say.ts'
import { queries } from '../../../app/queries.ts'

export const me_query = { queryKey: ['me'], queryFn: read_me, staleTime: 10 * 60_000 }

export function useMe(enabled = true) {
  return useQuery({ ...me_query, enabled })
}

async function read_me(): Promise<Me> {
  const me = await get<Me>('/me')
  set_zone(me.company.time_zone)
  forget_a_former_reader(me)
  return me
}

/** What somebody else read in this browser is not for whoever signed in now. */
function forget_a_former_reader(me: Me): void {
  const before = queries.getQueryData<Me>(['me'])
  if (before && before.member.id !== me.member.id) queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' })
}

export function useMembers() {
  return useQuery({ queryKey: ['members'], queryFn: () => all_pages<Member>('/members'), staleTime: 10 * 60_000 })
}

export function useTeams() {
  return useQuery({ queryKey: ['teams'], queryFn: () => all_pages<Team>('/teams'), staleTime: 10 * 60_000 })
}

export async function all_pages<Item>(path: string): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | undefined
  do {
    const page: Page<Item> = await get<Page<Item>>(path, {}, { limit: 200, cursor })
    items.push(...page.items)
    cursor = page.next_cursor
  } while (cursor)
  return items
}

/** Names of colleagues and teams by their id, ready to be put into a sentence. */
export function useNames() {
  const members = useMembers().data
  const teams = useTeams().data
  const me = useMe().data?.member.id
  const by_id = new Map((members ?? []).map((member) => [member.id, member]))
  return {
    me,
    member: (id?: Id) => (id ? by_id.get(id) : undefined),
    full: (id?: Id) => (id && by_id.get(id)?.name) || say('a colleague'),
    short: (id?: Id) => (id && by_id.get(id) ? first_name(by_id.get(id)?.name ?? '') : say('a colleague')),
    /** "me" for oneself. */
    us: (id?: Id) => (id && id === me ? say('me') : id && by_id.get(id) ? first_name(by_id.get(id)?.name ?? '') : say('a colleague')),
    initials: (id?: Id) => (id && (by_id.get(id)?.initials ?? initials_of(by_id.get(id)?.name ?? '?'))) || '?',
    team: (id?: Id) => (teams ?? []).find((team) => team.id === id)?.name ?? say('a team'),
    team_of: (id?: Id) => (teams ?? []).find((team) => id && team.members?.includes(id))?.name,
  }
}

export const sessions_of_mine = () => get<Page<Session>>('/sessions').then((page) => page.items)
export const tokens_of_mine = () => get<Page<Token>>('/tokens').then((page) => page.items)

export const sign_in = (email: string, password: string) => send('POST', '/sessions', { body: { email, password } })
export const sign_in_by_link = (link: string) => send('POST', '/sessions', { body: { link } })
export const ask_for_link = (email: string) => send('POST', '/sign-in-links', { body: { email } })
export const sign_out = () => send('DELETE', '/sessions/{session}', { params: { session: 'current' } })
export const set_up = (body: { company: string; name: string; email: string; password: string; time_zone: string }) => send('POST', '/setup', { body })
export const look_at_invitation = (token: string) => send<{ company: string; email: string; name?: string }>('POST', '/invitations/look', { body: { token } })
export const join = (body: { token: string; name: string; password?: string }) => send('POST', '/invitations/acceptance', { body })
export const invite = (body: { email: string; name?: string }) => send<{ member: Member; link: string }>('POST', '/invitations', { body })

export async function change_member(member: Member, changes: { name?: string; title?: string | null }): Promise<void> {
  await send('PATCH', '/members/{member}', { params: { member: member.id }, body: changes, version: member.version })
  await queries.invalidateQueries({ queryKey: ['members'] })
}

export async function change_company(changes: Partial<Company>): Promise<void> {
  await send('PATCH', '/company', { body: changes })
  await queries.invalidateQueries({ queryKey: ['me'] })
}
