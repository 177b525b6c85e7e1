import { useEffect, useEffectEvent } from 'react'
import { make_store, useStore } from '../base/store.ts'
import type { Id } from '../api/types.ts'

/** Which floating layer is open. Only one is at a time. */
export type Layer = { kind: 'palette'; query?: string } | { kind: 'add'; about?: { id: Id; name: string }; sentence?: string; from?: Id } | { kind: 'keys' } | null
export const layer = make_store<Layer>(null)

/** The customer whose page is open, so that Add knows whom one means. */
export const in_front = make_store<{ id: Id; name: string } | null>(null)

/** What was typed between opening a layer and its field being there. Nobody's keys are lost, and none does something else. */
export const typed_ahead = make_store('')

export function useTypedAhead(take: (words: string, enter: boolean) => void): void {
  const waiting = useStore(typed_ahead)
  const hand_over = useEffectEvent(() => {
    const [words = '', ...more] = typed_ahead.get().split('\n')
    typed_ahead.set('')
    take(words, more.length > 0)
  })
  useEffect(() => {
    if (waiting) hand_over()
  }, [waiting])
}

/** A layer is open, but nothing in it has the focus yet. */
export function is_opening(): boolean {
  const open = layer.get()
  return open !== null && open.kind !== 'keys' && document.activeElement?.closest('[aria-modal="true"]') == null
}
