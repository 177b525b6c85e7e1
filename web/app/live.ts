import { useEffect } from 'react'
import { make_store } from '../base/store.ts'
import { queries } from './queries.ts'
import { flush } from './queue.ts'
import { heard_something, look_again, reach } from './reach.ts'

/**
 * One websocket per tab. It carries which records changed, never the records: what a person may see is decided where
 * it is read. It also carries who is here and who is writing to whom.
 */
type Changed = { noun: string; id: string; version?: number; type: string; parties?: string[]; by?: string }
type Heard = {
  position?: string
  changed?: Changed[]
  here?: Record<string, string[]>
  everyone?: string[]
  writing?: { member: string; party: string; about?: string }[]
  start_over?: boolean
  signed_out?: boolean
}
export type Presence = { here: Record<string, string[]>; everyone: string[]; writing: { member: string; party: string; about?: string }[] }

export const presence = make_store<Presence>({ here: {}, everyone: [], writing: [] })

const watched = new Map<string, number>()
const listeners = new Set<(changed: Changed[]) => void>()
let socket: WebSocket | undefined
let address = ''
let position: string | undefined
let attempts = 0
let here: string | undefined
let stopped = true
let timer: ReturnType<typeof setTimeout> | undefined
let on_signed_out: () => void = () => {}

export function start_live(path: string, signed_out: () => void): void {
  address = path
  on_signed_out = signed_out
  if (!stopped) return
  stopped = false
  connect()
}

export function stop_live(): void {
  stopped = true
  clearTimeout(timer)
  socket?.close()
  socket = undefined
}

/** Somebody came back to the page or to the network: do not wait out the pause. */
export function connect_now(): void {
  if (stopped || socket?.readyState === WebSocket.OPEN || socket?.readyState === WebSocket.CONNECTING) return
  clearTimeout(timer)
  connect()
}

function connect(): void {
  const url = new URL(address, location.href)
  url.protocol = url.protocol.replace('http', 'ws')
  const opened = new WebSocket(url)
  socket = opened
  opened.addEventListener('open', () => {
    attempts = 0
    heard_something()
    say_watched()
    say_here()
    void flush()
  })
  opened.addEventListener('message', (event) => hear(JSON.parse(String(event.data)) as Heard))
  opened.addEventListener('close', (event) => {
    if (socket !== opened) return
    socket = undefined
    if (event.code === 4001) return on_signed_out()
    if (stopped) return
    if (++attempts > 1) void look_again()
    timer = setTimeout(connect, Math.min(30_000, 500 * 2 ** Math.min(attempts, 6)) * (0.7 + Math.random() * 0.6))
  })
}

function hear(heard: Heard): void {
  if (heard.signed_out) return on_signed_out()
  if (heard.position) position = heard.position
  if (heard.start_over) void queries.invalidateQueries()
  if (heard.changed) refresh(heard.changed)
  if (heard.here || heard.everyone || heard.writing) {
    presence.set((now) => ({ here: heard.here ?? now.here, everyone: heard.everyone ?? now.everyone, writing: heard.writing ?? now.writing }))
  }
}

/** Which questions on the screen a change puts in doubt. */
function refresh(changed: Changed[]): void {
  const nouns = new Set(changed.map((one) => one.noun))
  const parties = new Set(changed.flatMap((one) => one.parties ?? (one.noun === 'party' ? [one.id] : [])))
  const stale: unknown[][] = [...parties].map((party) => ['party', party])
  if (parties.size > 0) stale.push(['today'], ['parties'], ['counts'])
  if (nouns.has('member') || nouns.has('team') || nouns.has('session') || nouns.has('token')) stale.push(['members'], ['teams'], ['me'], ['sessions'], ['tokens'])
  if (nouns.has('company')) stale.push(['me'])
  if (nouns.has('view') || nouns.has('saved_view')) stale.push(['views'])
  if (nouns.has('import')) stale.push(['imports'], ['import'])
  for (const queryKey of stale) void queries.invalidateQueries({ queryKey })
  for (const listener of listeners) listener(changed)
}

function transmit(words: object): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(words))
}

function say_watched(): void {
  transmit({ watch: [...watched.keys()], ...(position ? { after: position } : {}) })
}

function say_here(): void {
  if (here) transmit({ here })
}

let about_to_say = false
/** One screen goes as another comes: what is watched then is said once. */
function say_watched_soon(): void {
  if (about_to_say) return
  about_to_say = true
  queueMicrotask(() => {
    about_to_say = false
    say_watched()
  })
}

/** Hears of changes to a topic while the component stands. */
export function useWatch(...topics: string[]): void {
  const names = topics.join(' ')
  useEffect(() => {
    const mine = names.split(' ').filter(Boolean)
    for (const topic of mine) watched.set(topic, (watched.get(topic) ?? 0) + 1)
    say_watched_soon()
    return () => {
      for (const topic of mine) {
        const left = (watched.get(topic) ?? 1) - 1
        if (left > 0) watched.set(topic, left)
        else watched.delete(topic)
      }
      say_watched_soon()
    }
  }, [names])
}

/** Shows our face to whoever looks at the same thing. */
export function useHere(topic: string): void {
  useEffect(() => {
    here = topic
    say_here()
    return () => {
      if (here === topic) here = undefined
      transmit({ here: '' })
    }
  }, [topic])
}

let said_writing = 0
/** "Ana is writing to them right now": said at most every five seconds, and forgotten by the server after fifteen. */
export function say_writing(party: string, about?: string): void {
  if (Date.now() - said_writing < 5000) return
  said_writing = Date.now()
  transmit({ writing: 'party:' + party, ...(about ? { about } : {}) })
}

setInterval(() => transmit({ ping: 1 }), 25_000)
reach.subscribe(() => {
  if (!reach.get().online) return
  void flush()
  void queries.invalidateQueries()
  connect_now()
})
