import { IconCheck, IconX } from '@tabler/icons-react'

export type TickState = 'open' | 'half' | 'whole' | 'broken' | 'withdrawn'

/** Half a disc is our word that a promise is kept; only the customer's word fills it. */
export function Tick({ state, late, label, onClick }: { state: TickState; late?: boolean; label: string; onClick?: () => void }) {
  const name = `tick is-${state}${late && state === 'open' ? ' is-late' : ''}`
  const mark = state === 'whole' ? <IconCheck aria-hidden stroke={3} /> : state === 'broken' ? <IconX aria-hidden stroke={3} /> : null
  if (!onClick) {
    return (
      <span className={name} role="img" aria-label={label}>
        {mark}
      </span>
    )
  }
  return (
    <button type="button" className={name} aria-label={label} aria-pressed={state !== 'open'} onClick={onClick}>
      {mark}
    </button>
  )
}
