import { make_store, type Store } from './store.ts'

/** A small choice that this browser remembers. Private windows may refuse to, and then it lasts as long as the tab. */
export function remembered<Value>(name: string, first: Value): Store<Value> {
  const store = make_store(read(name, first))
  store.subscribe(() => {
    try {
      localStorage.setItem(name, JSON.stringify(store.get()))
    } catch {
      // The choice still holds in this tab.
    }
  })
  return store
}

function read<Value>(name: string, first: Value): Value {
  try {
    const kept = localStorage.getItem(name)
    return kept === null ? first : (JSON.parse(kept) as Value)
  } catch {
    return first
  }
}
