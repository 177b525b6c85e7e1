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
