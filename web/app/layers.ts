import { make_store } from '../base/store.ts'
import type { Id } from '../api/types.ts'

/** Which floating layer is open. Only one is at a time. */
export type Layer = { kind: 'palette'; query?: string } | { kind: 'add'; about?: { id: Id; name: string }; sentence?: string; from?: Id } | { kind: 'keys' } | null
export const layer = make_store<Layer>(null)

/** The customer whose page is open, so that Add knows whom one means. */
export const in_front = make_store<{ id: Id; name: string } | null>(null)
