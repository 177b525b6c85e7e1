import { dehydrate, hydrate, type DehydratedState, type QueryClient } from '@tanstack/react-query'
import { createStore, del, get, set } from 'idb-keyval'

/** What was read stays readable without a network, and the first screen stands before the first answer. */
type Kept = { edition: number; member: string; at: number; state: DehydratedState }
const edition = 1
const name = 'read'
const kept_for_ms = 7 * 24 * 3600_000
const store = () => createStore('steward', 'cache')

export async function recall(client: QueryClient): Promise<void> {
  try {
    const kept = await get<Kept>(name, store())
    if (!kept || kept.edition !== edition || Date.now() - kept.at > kept_for_ms) return
    hydrate(client, kept.state)
    await client.invalidateQueries({ refetchType: 'none' })
  } catch {
    // A private window keeps nothing. The page then waits for the server.
  }
}

export function keep_reading(client: QueryClient): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return
    clearTimeout(timer)
    timer = setTimeout(() => void write(client), 1500)
  })
}

async function write(client: QueryClient): Promise<void> {
  const me = client.getQueryData<{ member: { id: string } }>(['me'])
  if (!me) return
  const state = dehydrate(client, { shouldDehydrateQuery: (query) => query.state.status === 'success' && worth_keeping(query.queryKey) })
  const kept: Kept = { edition, member: me.member.id, at: Date.now(), state }
  try {
    await set(name, kept, store())
  } catch {
    // Nothing is kept in a private window.
  }
}

function worth_keeping(key: readonly unknown[]): boolean {
  return ['me', 'members', 'teams', 'today', 'parties', 'party', 'views', 'counts'].includes(String(key[0]))
}

/** Signing out leaves nothing behind on a shared computer. */
export async function forget(client: QueryClient): Promise<void> {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'setup' })
  try {
    await del(name, store())
  } catch {
    // Nothing was kept.
  }
}
