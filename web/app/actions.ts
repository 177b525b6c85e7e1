import { useLayoutEffect, useRef } from 'react'
import { make_store, useStore } from '../base/store.ts'
import { remembered } from '../base/remember.ts'
import { is_opening, layer, typed_ahead } from './layers.ts'

/** Everything a person can do, as data: the palette, the menus, the keyboard and the list of keys read the same table. */
export type Action = {
  id: string
  words: string
  /** "c", "g t" (one after the other), "mod+k". Single keys can be switched off. */
  key?: string
  group: string
  run: () => void
  /** Keys that only make sense beside their list stay out of the palette. */
  hidden?: boolean
  /** Words that should also find it. */
  also?: string
}

const registered = make_store<ReadonlyMap<symbol, Action[]>>(new Map())
export const single_keys_on = remembered('steward.single_keys', true)

/** The screen's own actions, as long as the screen stands. */
export function useActions(actions: Action[]): void {
  const owner = useRef(Symbol('screen'))
  const table = JSON.stringify(actions.map(({ id, words, key }) => [id, words, key]))
  const latest = useRef(actions)
  latest.current = actions
  useLayoutEffect(() => {
    const me = owner.current
    const live = latest.current.map((action, index) => ({ ...action, run: () => latest.current[index]?.run() }))
    registered.set((now) => new Map(now).set(me, live))
    return () => registered.set((now) => new Map([...now].filter(([who]) => who !== me)))
  }, [table])
}

export function useAllActions(): Action[] {
  return all(useStore(registered))
}

/** The screen that registered last speaks first. */
function all(by_owner: ReadonlyMap<symbol, Action[]>): Action[] {
  return [...by_owner.values()].toReversed().flat()
}

const is_mac = navigator.platform.startsWith('Mac')

export function key_words(key: string): string[] {
  return key.split(' ').map((part) =>
    part.split('+').map((name) => (name === 'mod' ? (is_mac ? '⌘' : 'Ctrl') : name.length === 1 ? name.toUpperCase() : name[0]?.toUpperCase() + name.slice(1))).join(' '),
  )
}

let first_key = ''
let first_key_at = 0

let layer_was_open = false

/** Esc closes an open menu first. By the time the page hears of it, the menu is gone; so this looks before. */
export function note_layers(): void {
  layer_was_open = document.querySelector('.menu-drop, .popover, [aria-modal="true"]') !== null
}

/** Turns one press into an action, if there is one. */
export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const chord = event.ctrlKey || event.metaKey || event.altKey
  if (!chord && is_opening()) return keep_typing(event)
  if (!chord && (is_typing(event.target) || !single_keys_on.get())) return
  if (document.querySelector('[aria-modal="true"]') && !(chord && event.key.toLowerCase() === 'k')) return
  if (event.key === 'Escape' && layer_was_open) return
  if ((event.key === 'Enter' || event.key === ' ') && !chord && is_pressable(event.target)) return
  const key = chord ? chord_name(event) : event.key.length === 1 ? event.key.toLowerCase() : event.key
  const sequence = Date.now() - first_key_at < 1200 && first_key ? `${first_key} ${key}` : ''
  const actions = all(registered.get())
  const action = actions.find((one) => sequence && one.key === sequence) ?? actions.find((one) => one.key === key)
  first_key = chord ? '' : key
  first_key_at = Date.now()
  if (!action || (chord && action.key === 'mod+z' && is_typing(event.target))) return
  event.preventDefault()
  first_key = ''
  action.run()
}

function keep_typing(event: KeyboardEvent): void {
  if (event.key === 'Escape') layer.set(null)
  if (event.key.length === 1) typed_ahead.set((now) => now + event.key)
  if (event.key === 'Enter') typed_ahead.set((now) => now + '\n')
  if (event.key === 'Backspace') typed_ahead.set((now) => now.slice(0, -1))
  event.preventDefault()
}

function chord_name(event: KeyboardEvent): string {
  return `${event.altKey ? 'alt+' : ''}${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.key.toLowerCase()}`
}

/** A focused button or link means what it says, whatever else the key would do. */
function is_pressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, summary, [role^="menuitem"], [role="option"]') !== null
}

function is_typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
