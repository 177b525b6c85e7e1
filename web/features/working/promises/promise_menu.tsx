import { IconDots } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import type { CustomerPromise, Told } from '../../../api/types.ts'
import type { Day } from '../../../base/days.ts'
import { say } from '../../../base/say.ts'
import { Choices, type Choice } from '../../../ui/choices.tsx'
import { keep, reopen, take_back, tell_the_customer } from './promises.ts'
import { is_untold } from './promise.ts'

const PromiseQuestion = lazy(() => import('./promise_question.tsx'))
export type Asking = 'move' | 'break' | 'withdraw' | 'words'

/** What can be done with a promise besides keeping it. It can be moved with their word, broken openly, or no longer wanted. */
export function PromiseMenu({ promise, customer, today }: { promise: CustomerPromise; customer: string; today: Day }) {
  const [asking, ask] = useState<Asking | null>(null)
  return (
    <>
      <Choices from_end className="icon-button row-menu" label={say('More to do with “{words}”', { words: promise.words })} choices={choices_of(promise, customer, ask)}>
        <IconDots size={16} aria-hidden />
      </Choices>
      {asking && <Suspense fallback={null}><PromiseQuestion asking={asking} promise={promise} today={today} onClose={() => ask(null)} /></Suspense>}
    </>
  )
}

function choices_of(promise: CustomerPromise, customer: string, ask: (what: Asking) => void): Choice[] {
  const told = (how: Told, words: string): Choice => ({ words, run: () => void tell_the_customer(promise, how) })
  switch (promise.state) {
    case 'open':
      return [
        { words: say('Kept'), run: () => void keep(promise, customer) },
        { words: say('Move it, they agreed'), run: () => ask('move') },
        { words: say('We cannot keep it'), run: () => ask('break') },
        { words: say('They no longer want it'), run: () => ask('withdraw') },
        { words: say('Change the words'), run: () => ask('words') },
        ...(promise.first_due_on && promise.first_due_on !== promise.due_on ? [{ words: say('Back to the former day'), run: () => void take_back(promise, 'renegotiation') }] : []),
      ]
    case 'kept':
      return [
        ...(is_untold(promise) ? [told('by_phone', say('Told them by phone')), told('by_mail', say('Told them by mail')), told('in_person', say('Told them in person'))] : []),
        { words: say('Not kept after all'), run: () => void reopen(promise) },
      ]
    case 'broken':
      return [{ words: say('Open it again'), run: () => void take_back(promise, 'breaking') }]
    case 'withdrawn':
      return [{ words: say('Open it again'), run: () => void take_back(promise, 'withdrawal') }]
  }
}
