import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Refused, words_of } from '../api/ask.ts'
import { say } from '../base/say.ts'
import { Kbd } from './bits.tsx'

type Props = {
  /** What it is, for the label: "Reach them by". */
  label: string
  value: string
  /** What stands there while it is not being changed. */
  children?: ReactNode
  placeholder?: string
  hint?: ReactNode
  save: (text: string) => Promise<unknown>
  /** Saves over what a colleague wrote a moment ago. */
  put_mine?: (text: string, current: unknown) => Promise<unknown>
  words_of_current?: (current: unknown) => string
  className?: string
}
type Conflict = { mine: string; theirs: string; current: unknown; words: string }

/** Click a value, type, Enter. Esc leaves it as it was, Ctrl Z takes it back afterwards. */
export function InlineEdit({ label, value, children, placeholder, hint, save, put_mine, words_of_current, className }: Props) {
  const [editing, edit] = useState(false)
  const [text, set_text] = useState(value)
  const [shown, show] = useState<string | null>(null)
  const [conflict, set_conflict] = useState<Conflict | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => show(null), [value])
  const leave = () => {
    edit(false)
    requestAnimationFrame(() => button.current?.focus())
  }
  const attempt = async (mine: string, act: () => Promise<unknown>) => {
    show(mine)
    set_conflict(null)
    try {
      await act()
    } catch (error) {
      show(null)
      const current = error instanceof Refused ? error.current : undefined
      set_conflict({ mine, current, theirs: current && words_of_current ? words_of_current(current) : '', words: words_of(error) })
    }
  }
  const commit = () => {
    const mine = text.trim()
    leave()
    if (mine !== value) void attempt(mine, () => save(mine))
  }
  if (editing) {
    return (
      <span className={`inline-edit is-open ${className ?? ''}`}>
        <input
          className="input inline-input" aria-label={label} value={text} placeholder={placeholder} autoFocus
          onFocus={(event) => event.target.select()}
          onChange={(event) => set_text(event.target.value)}
          onBlur={() => (text.trim() === value ? edit(false) : commit())}
          onKeyDown={(event) => {
            event.stopPropagation()
            if (event.key === 'Enter') { event.preventDefault(); commit() }
            if (event.key === 'Escape') { set_text(value); leave() }
          }}
        />
        <span className="inline-help" aria-hidden>
          {hint && <span className="inline-hint">{hint}</span>}
          <span className="inline-keys small mute"><span><Kbd>Enter</Kbd> {say('save')}</span> <span><Kbd>Esc</Kbd> {say('leave')}</span> <span><Kbd>Ctrl Z</Kbd> {say('take back')}</span></span>
        </span>
      </span>
    )
  }
  return (
    <span className={`inline-edit ${className ?? ''}`}>
      <button ref={button} type="button" className="inline-value" title={say('Change it')} onClick={(event) => { event.stopPropagation(); set_text(value); edit(true) }}>
        <span className="unseen">{label}: </span>
        {shown ?? (value ? (children ?? value) : <span className="mute inline-nothing">{placeholder ?? say('add')}</span>)}
      </button>
      {conflict && (
        <span className="inline-conflict s13" role="alert">
          <span className="late strong">{say('Not saved:')}</span>{' '}
          {conflict.theirs ? say('it was changed to “{theirs}” a moment ago. Yours was “{mine}”.', { theirs: conflict.theirs, mine: conflict.mine }) : conflict.words}{' '}
          <button type="button" className="link" onClick={() => set_conflict(null)}>{conflict.theirs ? say('Keep theirs') : say('Leave it')}</button>{' '}
          {put_mine && conflict.current !== undefined && <button type="button" className="link" onClick={() => void attempt(conflict.mine, () => put_mine(conflict.mine, conflict.current))}>{say('Put mine')}</button>}
        </span>
      )}
    </span>
  )
}
