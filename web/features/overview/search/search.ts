import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get } from '../../../api/ask.ts'
import type { Hit, Id, Page, PartyKind } from '../../../api/types.ts'
import { remembered } from '../../../base/remember.ts'

export function useSearch(words: string, kinds?: string, limit = 8) {
  const q = words.trim()
  return useQuery({
    queryKey: ['search', q, kinds, limit],
    queryFn: () => get<Page<Hit>>('/search', {}, { q, limit, kinds }).then((page) => page.items),
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    // The index follows the ledger a moment behind; whom one has just added is found on the second look.
    refetchInterval: (query) => (query.state.data?.length === 0 ? 800 : false),
  })
}

export type Recent = { id: Id; name: string; kind?: PartyKind }
/** The customers one opened last, so that the palette answers before the server does. */
export const recent = remembered<Recent[]>('steward.recent', [])

export function opened(party: Recent): void {
  recent.set((now) => [party, ...now.filter((one) => one.id !== party.id)].slice(0, 30))
}

/** Every word typed begins some word of the name. */
export function fits(name: string, words: string): boolean {
  const parts = plain(name).split(/[\s.,&'’-]+/)
  return plain(words).split(/\s+/).filter(Boolean).every((word) => parts.some((part) => part.startsWith(word)))
}

export function plain(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Splits a title so that what was typed can stand bold. */
export function marked(title: string, words: string): { text: string; on: boolean }[] {
  const typed = words.trim().split(/\s+/).filter(Boolean).map(plain)
  return title.split(/(\s+)/).flatMap((word) => {
    const hit = typed.find((one) => plain(word).startsWith(one))
    return hit ? [{ text: word.slice(0, hit.length), on: true }, { text: word.slice(hit.length), on: false }] : [{ text: word, on: false }]
  })
}
