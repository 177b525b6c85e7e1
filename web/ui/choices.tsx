import { lazy, Suspense, useState, type ReactNode } from 'react'

/** What a menu offers, as data. */
export type Choice = { words: string; run?: () => void; href?: string; checked?: boolean } | { heading: string } | 'line'

export type ChoicesProps = { label?: string; className: string; choices: Choice[]; children: ReactNode; from_end?: boolean; stays?: boolean }

const OpenChoices = lazy(() => import('./open_choices.tsx'))

/** A button with a menu. The menu's own code arrives with the first press, so that it does not stand in the way of the first screen. */
export function Choices(props: ChoicesProps) {
  const [pressed, press] = useState(false)
  const button = (
    <button type="button" className={props.className} aria-label={props.label} aria-haspopup="menu" aria-expanded={false} onClick={() => press(true)} onPointerEnter={() => void import('./open_choices.tsx')}>
      {props.children}
    </button>
  )
  return pressed ? <Suspense fallback={button}><OpenChoices {...props} /></Suspense> : button
}
