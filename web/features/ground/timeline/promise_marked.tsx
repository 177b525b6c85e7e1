import { useEffect, useState } from 'react'
import type { Id } from '../../../api/types.ts'
import { say } from '../../../base/say.ts'
import { layer } from '../../../app/layers.ts'

type Marked = { words: string; from?: Id; left: number; top: number }

/** Words marked in an entry can be made a promise, which then remembers the entry they were said in. */
export function PromiseMarked({ party, name }: { party: Id; name: string }) {
  const [marked, mark] = useState<Marked | null>(null)
  useEffect(() => {
    const look = () => mark(marked_words())
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [])
  if (!marked) return null
  const promise = () => {
    layer.set({ kind: 'add', about: { id: party, name }, sentence: say('I’ll {words}', { words: marked.words.charAt(0).toLowerCase() + marked.words.slice(1) }), from: marked.from })
    getSelection()?.removeAllRanges()
  }
  return (
    <button type="button" className="button promise-marked" style={{ left: marked.left, top: marked.top }} onPointerDown={(event) => event.preventDefault()} onClick={promise}>
      {say('Promise this')}
    </button>
  )
}

function marked_words(): Marked | null {
  const selection = getSelection()
  const words = selection?.toString().trim().replace(/[.,;!?]+$/, '') ?? ''
  const entry = selection?.anchorNode?.parentElement?.closest<HTMLElement>('.entry-words')
  if (!selection || !entry || words.length < 3 || words.length > 300 || !entry.contains(selection.focusNode)) return null
  const box = selection.getRangeAt(0).getBoundingClientRect()
  return { words, from: entry.dataset.from, left: Math.max(8, Math.min(box.left, innerWidth - 130)), top: box.bottom + 6 }
}
