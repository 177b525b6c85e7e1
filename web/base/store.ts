import { useSyncExternalStore } from 'react'

/** A value that lives outside the tree and tells whoever looks at it. */
export type Store<Value> = { get(): Value; set(next: Value | ((now: Value) => Value)): void; subscribe(listener: () => void): () => void }

export function make_store<Value>(first: Value): Store<Value> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      const now = typeof next === 'function' ? (next as (now: Value) => Value)(value) : next
      if (Object.is(now, value)) return
      value = now
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useStore<Value>(store: Store<Value>): Value {
  return useSyncExternalStore(store.subscribe, store.get)
}
