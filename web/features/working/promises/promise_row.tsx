import type { CustomerPromise } from '../../../api/types.ts'
import { Link } from 'wouter'
import type { Day } from '../../../base/days.ts'
import { say } from '../../../base/say.ts'
import { Tick } from '../../../ui/tick.tsx'
import { useNames } from '../../ground/members/members.ts'
import { second_line, state_word, tick_state } from './promise.ts'
import { PromiseMenu } from './promise_menu.tsx'
import { keep, reopen } from './promises.ts'

export function PromiseTick({ promise, customer }: { promise: CustomerPromise; customer: string }) {
  const open = promise.state === 'open'
  const label = open ? say('Kept: {words}', { words: promise.words }) : say('{words}, {state}', { words: promise.words, state: promise.state })
  const act = open ? () => void keep(promise, customer) : promise.state === 'kept' ? () => void reopen(promise) : undefined
  return <Tick state={tick_state(promise)} late={promise.late} label={label} onClick={act} />
}

/** One line on Today: tick, what, to whom, who, when. */
export function PromiseRow({ promise, today, row, chosen, onChoose }: { promise: CustomerPromise; today: Day; row: number; chosen: boolean; onChoose: () => void }) {
  const names = useNames()
  const word = state_word(promise, today)
  const customer = promise.party?.name ?? ''
  return (
    <li className={chosen ? 'row bleed promise-row is-chosen' : 'row bleed promise-row'} data-row={row} tabIndex={-1} onFocus={onChoose} aria-current={chosen || undefined}>
      <PromiseTick promise={promise} customer={customer} />
      <span className="promise-words">{promise.words}</span>
      <Link className="promise-whom one-line" href={`/customers/${promise.promised_to}`}>{customer}</Link>
      <span className="promise-who s13 mute one-line">{promise.promised_by === 'them' ? say('they') : names.us(promise.made_by)}</span>
      <span className={`promise-when s13 num ${word.tone === 'later' ? 'mute' : word.tone + ' medium'}`}>{word.words}</span>
      <PromiseMenu promise={promise} customer={customer} today={today} />
    </li>
  )
}

/** Two lines in the panel beside a timeline. */
export function PromiseBrief({ promise, customer, today }: { promise: CustomerPromise; customer: string; today: Day }) {
  const names = useNames()
  const word = state_word(promise, today)
  const second = second_line(promise, today)
  const who = promise.promised_by === 'them' ? customer : names.full(promise.made_by)
  return (
    <li className="row bleed promise-brief" tabIndex={-1}>
      <PromiseTick promise={promise} customer={customer} />
      <span className="promise-brief-words">{promise.words}</span>
      <span className={`s13 num ${word.tone === 'later' ? 'mute' : word.tone + ' medium'}`}>{word.words}</span>
      <PromiseMenu promise={promise} customer={customer} today={today} />
      <span className="promise-brief-who s13 mute">{second ? `${who}, ${second}` : who}</span>
    </li>
  )
}
