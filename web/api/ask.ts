import type { Problem } from './types.ts'
import { say } from '../base/say.ts'

/** The server understood and said no, with a sentence that a person can act on. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly words: string
  readonly errors: { pointer: string; detail: string }[]
  /** The record as it stands now, when somebody was faster. */
  readonly current: unknown
  constructor(status: number, problem: Problem) {
    const words = problem.detail ?? problem.title ?? say('This did not work. Please try again.')
    super(words)
    this.status = status
    this.code = problem.code ?? ''
    this.words = words
    this.errors = problem.errors ?? []
    this.current = problem.current
  }
}

/** Nobody answered: no network, or the server is restarting. */
export class Unreachable extends Error {
  readonly words = say('Steward cannot be reached right now.')
}

/** A page's own no: what was typed cannot be understood. */
export class NotUnderstood extends Error {
  readonly words: string
  constructor(words: string) {
    super(words)
    this.words = words
  }
}

export function words_of(error: unknown): string {
  return error instanceof Refused || error instanceof Unreachable || error instanceof NotUnderstood ? error.words : say('Something broke on this page. Reload it, please.')
}

export type Params = Record<string, string>
export type Query = Record<string, string | number | undefined>
type Asked = { params?: Params; query?: Query; body?: unknown; version?: number; key?: string; raw?: { body: Blob; type: string } }

let on_signed_out: () => void = () => {}
/** What happens when the server no longer knows us. */
export function when_signed_out(then: () => void): void {
  on_signed_out = then
}

export function url_of(path: string, params: Params = {}, query: Query = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()
  return '/api/v1' + filled + (search ? '?' + search : '')
}

export function get<Answer>(path: string, params?: Params, query?: Query): Promise<Answer> {
  return ask<Answer>('GET', path, { params, query })
}

export function send<Answer = void>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, asked: Asked = {}): Promise<Answer> {
  return ask<Answer>(method, path, asked)
}

/** One key per thing a person does, so that sending it twice does it once. */
export function new_key(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function ask<Answer>(method: string, path: string, { params, query, body, version, key, raw }: Asked): Promise<Answer> {
  const headers = new Headers()
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  if (raw) headers.set('Content-Type', raw.type)
  if (version !== undefined) headers.set('If-Match', `"${version}"`)
  if (key) headers.set('Idempotency-Key', key)
  const answer = await reach(url_of(path, params, query), { method, headers, body: raw ? raw.body : body === undefined ? undefined : JSON.stringify(body) })
  const text = answer.status === 204 ? '' : await answer.text()
  if (answer.ok) return (text ? JSON.parse(text) : undefined) as Answer
  if (answer.status === 401) on_signed_out()
  throw answer.status >= 502 && answer.status <= 504 && !text.startsWith('{') ? new Unreachable() : new Refused(answer.status, problem_in(text))
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...init })
  } catch {
    throw new Unreachable()
  }
}

function problem_in(text: string): Problem {
  try {
    return JSON.parse(text) as Problem
  } catch {
    return {}
  }
}
