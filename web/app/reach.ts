import { make_store } from '../base/store.ts'

/** Whether the server answers. `since` is when it stopped to. */
export type Reach = { online: true } | { online: false; since: number }

export const reach = make_store<Reach>({ online: true })

export function heard_something(): void {
  if (!reach.get().online) reach.set({ online: true })
}

export function heard_nothing(): void {
  if (reach.get().online) reach.set({ online: false, since: Date.now() })
}

/** Asks the server itself: a closed websocket alone may be a proxy that knows none. */
export async function look_again(): Promise<void> {
  const answered = await fetch('/healthz', { cache: 'no-store' }).then((answer) => answer.ok, () => false)
  if (answered) heard_something()
  else heard_nothing()
}

const look_every_ms = 4000
setInterval(() => {
  if (!reach.get().online) void look_again()
}, look_every_ms)
