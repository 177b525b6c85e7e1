import { useEffect, type ReactNode } from 'react'
import { words_of } from '../api/ask.ts'
import { say } from '../base/say.ts'
import { make_store, useStore } from '../base/store.ts'
import { Kbd } from './bits.tsx'

/** Instead of asking "are you sure?", a thing is done and can be taken back. */
export type Done = {
  words: string
  undo?: () => Promise<unknown>
  /** What is said once it is taken back, where the words alone would sound odd. */
  undone?: string
  /** Something kind to offer right after: "does the customer know?" */
  offers?: { words: string; run: () => void }[]
  question?: string
}
type Shown = Done & { number: number; state: 'done' | 'undoing' | 'undone' | 'refused'; why?: string }

const shown_for_ms = 10_000
const shown = make_store<Shown | null>(null)
const undoable: Shown[] = []
let number = 0

export function tell_done(done: Done): void {
  const next: Shown = { ...done, number: ++number, state: 'done' }
  if (done.undo) undoable.push(next)
  if (undoable.length > 20) undoable.shift()
  shown.set(next)
}

export function tell_refused(words: string): void {
  shown.set({ words: say('Not done:'), why: words, number: ++number, state: 'refused' })
}

/** Ctrl Z: takes back the last thing done on this page, also after its toast has gone. */
export async function undo_last(): Promise<void> {
  const last = undoable.pop()
  if (!last?.undo) return tell_done({ words: say('There is nothing to take back.') })
  shown.set({ ...last, state: 'undoing' })
  try {
    await last.undo()
    shown.set({ ...last, number: ++number, state: 'undone' })
  } catch (error) {
    shown.set({ words: say('Not taken back:'), why: words_of(error), number: ++number, state: 'refused' })
  }
}

export function UndoToast() {
  const done = useStore(shown)
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => shown.set((now) => (now?.number === done.number ? null : now)), shown_for_ms)
    return () => clearTimeout(timer)
  }, [done])
  return (
    <div className="toast-place" role="status" aria-live="polite">
      {done && <Toast done={done} />}
    </div>
  )
}

function Toast({ done }: { done: Shown }) {
  return (
    <div className="toast">
      <p className="toast-words">{toast_words(done)}</p>
      {done.state === 'done' && done.question && <p className="toast-question">{done.question}</p>}
      {done.state === 'done' && done.offers?.map((offer) => (
        <button key={offer.words} type="button" className="button" onClick={() => { shown.set(null); offer.run() }}>
          {offer.words}
        </button>
      ))}
      {done.state === 'done' && done.undo && (
        <button type="button" className="button" onClick={() => void undo_last()}>
          {say('Take back')} <Kbd>Ctrl Z</Kbd>
        </button>
      )}
      <button type="button" className="toast-close" aria-label={say('Close this message')} onClick={() => shown.set(null)}>
        <span aria-hidden>×</span>
      </button>
    </div>
  )
}

function toast_words(done: Shown): ReactNode {
  switch (done.state) {
    case 'done':
    case 'undoing':
      return done.words
    case 'undone':
      return done.undone ?? say('Taken back: {what}', { what: done.words })
    case 'refused':
      return (
        <>
          <span className="late strong">{done.words}</span> {done.why}
        </>
      )
  }
}
