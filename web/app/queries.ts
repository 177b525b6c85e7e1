import { QueryCache, QueryClient } from '@tanstack/react-query'
import { Unreachable } from '../api/ask.ts'
import { heard_nothing, heard_something } from './reach.ts'

/** Live updates say what changed, so what is on the screen counts as fresh until they do. */
export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => error instanceof Unreachable && heard_nothing(),
    onSuccess: () => heard_something(),
  }),
  defaultOptions: {
    queries: { staleTime: 60_000, gcTime: 24 * 3600_000, retry: false, networkMode: 'always', refetchOnWindowFocus: true },
    mutations: { networkMode: 'always' },
  },
})
