import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { queries } from '../app/queries.ts'
import { heard_something } from '../app/reach.ts'
import { queue } from '../app/queue.ts'
import { answer, make_company, type FakeCompany } from './fake.ts'

export type Asked = { method: string; path: string; body: Record<string, unknown>; headers: Headers }
type Answer = { status: number; body?: unknown }

/** The fake company behind `fetch`, what was asked of it, and a way to make it refuse or fall silent. */
export type Stage = { company: FakeCompany; asked: Asked[]; refuse: (when: (asked: Asked) => Answer | 'silence' | undefined) => void; writes: () => Asked[] }

export function open_stage(): Stage {
  cleanup()
  queries.clear()
  queue.set([])
  heard_something()
  const company = make_company()
  const asked: Asked[] = []
  let refusal: (asked: Asked) => Answer | 'silence' | undefined = () => undefined
  globalThis.matchMedia ??= (() => ({ matches: false, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {} })) as unknown as typeof matchMedia
  globalThis.ResizeObserver ??= class { observe() {} unobserve() {} disconnect() {} } as unknown as typeof ResizeObserver
  globalThis.fetch = (async (input: string, init: RequestInit = {}) => {
    const url = new URL(input, 'http://localhost')
    const one: Asked = { method: init.method ?? 'GET', path: url.pathname.replace('/api/v1', ''), body: typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {}, headers: new Headers(init.headers) }
    asked.push(one)
    const refused = refusal(one)
    if (refused === 'silence') throw new TypeError('Failed to fetch')
    const answered = refused ?? answer(company, one.method, one.path, url.searchParams, one.body)
    return new Response(answered.body === undefined ? null : JSON.stringify(answered.body), { status: answered.status })
  }) as typeof fetch
  return { company, asked, refuse: (when) => (refusal = when), writes: () => asked.filter((one) => one.method !== 'GET') }
}

export function show(screen: ReactNode) {
  return render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queries}>
        <div id="content">{screen}</div>
      </QueryClientProvider>
    </MantineProvider>,
  )
}
