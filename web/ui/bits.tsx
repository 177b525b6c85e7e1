import type { ReactNode } from 'react'
import { words_of } from '../api/ask.ts'
import { say } from '../base/say.ts'

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="kbd">{children}</kbd>
}

/** Grey bars where the rows will stand. They appear after 300 ms, so a quick answer never flickers. */
export function Bars({ rows = 4, widths = [220, 96, 64] }: { rows?: number; widths?: number[] }) {
  return (
    <div className="bars rows" role="status" aria-label={say('Loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div className="bars-row row" key={row}>
          {widths.map((width, column) => (
            <span className="bar" key={column} style={{ width }} />
          ))}
        </div>
      ))}
    </div>
  )
}

/** What did not work, why, and what to do next. */
export function RefusedNote({ error, words, children }: { error?: unknown; words?: string; children?: ReactNode }) {
  return (
    <p className="refused" role="alert">
      <span>
        <span className="late strong">{say('Not done:')}</span> {words ?? words_of(error)}
      </span>
      {children}
    </p>
  )
}

/** A list with nothing in it says what will come here, and offers one thing to do. */
export function Empty({ words, children }: { words: ReactNode; children?: ReactNode }) {
  return (
    <div className="empty">
      <p>{words}</p>
      {children}
    </div>
  )
}

export function Section({ title, aside, after, children, label }: { title: string; aside?: ReactNode; after?: ReactNode; children: ReactNode; label?: string }) {
  return (
    <section className="section" aria-label={label ?? title}>
      <header>
        <h2>{title}</h2>
        {aside && <span className="s13 mute">{aside}</span>}
        {after && <span className="s13 mute after">{after}</span>}
      </header>
      {children}
    </section>
  )
}
