import { useInfiniteQuery, useQuery, type InfiniteData } from '@tanstack/react-query'
import { get, new_key, send } from '../../../api/ask.ts'
import type { HistoryItem, Id, Page, Party, PartyPage, View } from '../../../api/types.ts'
import { queries } from '../../../app/queries.ts'
import { say } from '../../../base/say.ts'
import { tell_done } from '../../../ui/undo.tsx'

export type ListQuery = { filter?: { [field: string]: string }; sort?: string }

function asked(query: ListQuery): Record<string, string> {
  return Object.fromEntries(Object.entries(query.filter ?? {}).filter(([, value]) => value).map(([field, value]) => [`filter[${field}]`, value]))
}

export function useParties(query: ListQuery) {
  return useInfiniteQuery({
    queryKey: ['parties', query],
    queryFn: ({ pageParam }) => get<Page<Party>>('/parties', {}, { ...asked(query), sort: query.sort ?? 'name', with: 'row', limit: pageParam ? 200 : 100, cursor: pageParam || undefined }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor,
  })
}

export function usePartyCount(query: ListQuery, enabled = true) {
  return useQuery({ queryKey: ['counts', query.filter ?? {}], queryFn: () => get<{ count: number }>('/parties/count', {}, asked(query)), enabled })
}

export function usePartyPage(id: Id) {
  return useQuery({ queryKey: ['party', id, 'page'], queryFn: () => get<PartyPage>('/parties/{party}/page', { party: id }) })
}

export function read_ahead(id: Id): void {
  void queries.prefetchQuery({ queryKey: ['party', id, 'page'], queryFn: () => get<PartyPage>('/parties/{party}/page', { party: id }) })
}

export function useHistory(path: string, id: Id, party: Id) {
  return useQuery({ queryKey: ['party', party, 'history', id], queryFn: () => get<HistoryItem[] | Page<HistoryItem>>(path + '/{id}/history', { id }).then((answer) => (Array.isArray(answer) ? answer : answer.items)) })
}

export async function undo_event(party: Id, event: Id): Promise<void> {
  await send('POST', '/events/{event}/undo', { params: { event } })
  await refresh(party)
}

export function useViews() {
  return useQuery({ queryKey: ['views'], queryFn: () => get<Page<View>>('/views').then((page) => page.items.filter((view) => view.screen === 'customers')) })
}

export async function keep_view(name: string, query: ListQuery): Promise<View> {
  const view = await send<View>('POST', '/views', { body: { name, screen: 'customers', query }, key: new_key() })
  await queries.invalidateQueries({ queryKey: ['views'] })
  return view
}

export async function remove_view(view: View): Promise<void> {
  await send('DELETE', '/views/{view}', { params: { view: view.id }, version: view.version })
  await queries.invalidateQueries({ queryKey: ['views'] })
  tell_done({ words: say('Removed the view “{name}”.', { name: view.name }), undo: () => keep_view(view.name, view.query) })
}

type Changes = { [Field in keyof Party]?: Party[Field] | null }

/** Shows the change in the same frame, asks the server, and puts it back when refused. Undo writes the former values. */
export async function change_party(party: Party, changes: Changes, what: string): Promise<Party> {
  const before = Object.fromEntries(Object.keys(changes).map((field) => [field, party[field as keyof Party] ?? null])) as Changes
  paint({ ...party, ...without_null(changes) } as Party)
  try {
    const saved = await send<Party>('PATCH', '/parties/{party}', { params: { party: party.id }, body: changes, version: party.version })
    paint({ ...saved, row: party.row })
    tell_done({ words: say('Saved: {what}.', { what }), undone: say('Taken back: {what}.', { what }), undo: () => put_back({ ...saved, row: party.row }, before, what) })
    void refresh(party.id)
    return saved
  } catch (error) {
    paint(party)
    void refresh(party.id)
    throw error
  }
}

async function put_back(saved: Party, before: Changes, _what: string): Promise<void> {
  const now = await send<Party>('PATCH', '/parties/{party}', { params: { party: saved.id }, body: before, version: saved.version })
  paint({ ...now, row: saved.row })
  await refresh(saved.id)
}

function without_null(changes: Changes): Partial<Party> {
  return Object.fromEntries(Object.entries(changes).map(([field, value]) => [field, value ?? undefined])) as Partial<Party>
}

function paint(party: Party): void {
  queries.setQueriesData<InfiniteData<Page<Party>>>({ queryKey: ['parties'] }, (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map((one) => (one.id === party.id ? { ...party, row: party.row ?? one.row } : one)) })) })
  queries.setQueryData<PartyPage>(['party', party.id, 'page'], (page) => page && { ...page, party })
}

export async function refresh(party: Id): Promise<void> {
  void queries.invalidateQueries({ queryKey: ['parties'] })
  void queries.invalidateQueries({ queryKey: ['counts'] })
  void queries.invalidateQueries({ queryKey: ['today'] })
  await queries.invalidateQueries({ queryKey: ['party', party] })
}

export async function add_party(party: Partial<Party>): Promise<Party> {
  const made = await send<Party>('POST', '/parties', { body: party, key: new_key() })
  void refresh(made.id)
  return made
}

export async function remove_party(party: Party): Promise<void> {
  await send('DELETE', '/parties/{party}', { params: { party: party.id }, version: party.version })
  tell_done({ words: say('Removed {name}.', { name: party.name }), undo: () => restore_party(party.id) })
  void refresh(party.id)
}

export async function restore_party(id: Id): Promise<void> {
  await send('PUT', '/parties/{party}/restoration', { params: { party: id } })
  await refresh(id)
}
