import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { open_stage } from '../dev/stage.tsx'
import { presence, start_live, stop_live } from './live.ts'
import { queries } from './queries.ts'

class Socket extends EventTarget {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static all: Socket[] = []
  readyState = 0
  sent: Record<string, unknown>[] = []
  readonly url: string
  constructor(url: string | URL) {
    super()
    this.url = String(url)
    Socket.all.push(this)
  }
  send(text: string) {
    this.sent.push(JSON.parse(text) as Record<string, unknown>)
  }
  close() {
    this.end(1000)
  }
  open() {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  hear(words: object) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(words) }))
  }
  end(code: number) {
    this.readyState = 3
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
}

let signed_out = vi.fn()
const line = () => Socket.all.at(-1) as Socket
const stale = (key: unknown[]) => queries.getQueryState(key)?.isInvalidated

beforeEach(() => {
  open_stage()
  vi.useFakeTimers()
  Socket.all = []
  globalThis.WebSocket = Socket as unknown as typeof WebSocket
  signed_out = vi.fn()
  for (const key of [['party', 'a', 'page'], ['party', 'b', 'page'], ['today'], ['members']]) queries.setQueryData(key, {})
  start_live('/api/v1/live', signed_out)
  line().open()
})
afterEach(() => {
  stop_live()
  vi.useRealTimers()
})

test('a change puts in doubt what shows it, and nothing else', () => {
  line().hear({ position: 'x1', changed: [{ noun: 'promise', id: 'p', type: 'promises.kept', parties: ['a'] }] })
  expect([stale(['party', 'a', 'page']), stale(['today']), stale(['party', 'b', 'page']), stale(['members'])]).toEqual([true, true, false, false])
})

test('who is here and who writes is kept', () => {
  line().hear({ here: { 'party:a': ['ana'] }, everyone: ['ana', 'bea'] })
  line().hear({ writing: [{ member: 'ana', party: 'a', about: 'Christmas' }] })
  expect(presence.get()).toEqual({ here: { 'party:a': ['ana'] }, everyone: ['ana', 'bea'], writing: [{ member: 'ana', party: 'a', about: 'Christmas' }] })
})

test('after a break it goes on from where it was', () => {
  line().hear({ position: 'x7' })
  line().end(1006)
  vi.advanceTimersByTime(5000)
  line().open()
  expect(line().sent[0]).toMatchObject({ after: 'x7' })
})

test('when too much was missed, everything is asked for again', () => {
  line().hear({ start_over: true })
  expect([stale(['party', 'b', 'page']), stale(['members'])]).toEqual([true, true])
})

test('whoever is signed out is shown the door', () => {
  line().hear({ signed_out: true })
  expect(signed_out).toHaveBeenCalled()
})
