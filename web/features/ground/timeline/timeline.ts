import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { get, new_key, send } from '../../../api/ask.ts'
import type { Entry, Id, Page } from '../../../api/types.ts'
import { queries } from '../../../app/queries.ts'
import { say } from '../../../base/say.ts'
import { tell_done } from '../../../ui/undo.tsx'

export type TimelineFilter = { channel?: string; member?: Id; team?: Id; person?: Id }

/** The rest of a timeline after its newest page, or all of it when it is filtered. */
export function useTimelineRest(party: Id, filter: TimelineFilter, first_cursor: string | undefined) {
  const filtered = Object.values(filter).some(Boolean)
  return useInfiniteQuery({
    queryKey: ['party', party, 'timeline', filter, filtered ? '' : first_cursor],
    queryFn: ({ pageParam }) => get<Page<Entry>>('/parties/{party}/timeline', { party }, { ...filter, limit: 50, cursor: pageParam || undefined }),
    initialPageParam: filtered ? '' : (first_cursor ?? ''),
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
    enabled: filtered,
  })
}

export async function remove_entry(party: Id, entry: Entry): Promise<void> {
  const path = entry.kind === 'comment' ? '/comments/{comment}' : '/interactions/{interaction}'
  await send('DELETE', path, { params: { interaction: entry.id, comment: entry.id }, version: entry.version })
  await queries.invalidateQueries({ queryKey: ['party', party] })
  tell_done({ words: say('Removed from the timeline. It stays in the history.') })
}

/** A colleague's word on something that stands here. It stands on the timeline for itself. */
export async function comment_on(party: Id, entry: Entry, words: string): Promise<void> {
  const made = await send<{ id: Id; version: number }>('POST', '/comments', { query: { about: `${entry.kind}:${entry.id}` }, body: { words }, key: new_key() })
  await queries.invalidateQueries({ queryKey: ['party', party] })
  tell_done({
    words: say('Your comment stands on the timeline.'),
    undo: async () => {
      await send('DELETE', '/comments/{comment}', { params: { comment: made.id }, version: made.version })
      await queries.invalidateQueries({ queryKey: ['party', party] })
    },
  })
}

export async function change_note(party: Id, entry: Entry, body: string): Promise<void> {
  const before = entry.words ?? ''
  const answer = await send<{ version: number }>('PATCH', '/interactions/{interaction}', { params: { interaction: entry.id }, body: { body }, version: entry.version })
  await queries.invalidateQueries({ queryKey: ['party', party] })
  tell_done({ words: say('Changed the words. The former ones are in the history.'), undo: () => change_note(party, { ...entry, words: body, version: answer.version }, before) })
}
