import { Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import type { CustomerPromise } from '../../../api/types.ts'
import type { Day } from '../../../base/days.ts'
import { say } from '../../../base/say.ts'
import { keep, reopen, take_back, tell_the_customer } from './promises.ts'
import { is_untold } from './promise.ts'

const PromiseQuestion = lazy(() => import('./promise_question.tsx'))
export type Asking = 'move' | 'break' | 'withdraw' | 'words'

/** What can be done with a promise besides keeping it. It can be moved with their word, broken openly, or no longer wanted. */
export function PromiseMenu({ promise, customer, today }: { promise: CustomerPromise; customer: string; today: Day }) {
  const [asking, ask] = useState<Asking | null>(null)
  return (
    <>
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <button type="button" className="icon-button row-menu" aria-label={say('More to do with “{words}”', { words: promise.words })}>
            <IconDots size={16} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {promise.state === 'open' && (
            <>
              <Menu.Item onClick={() => void keep(promise, customer)}>{say('Kept')}</Menu.Item>
              <Menu.Item onClick={() => ask('move')}>{say('Move it, they agreed')}</Menu.Item>
              <Menu.Item onClick={() => ask('break')}>{say('We cannot keep it')}</Menu.Item>
              <Menu.Item onClick={() => ask('withdraw')}>{say('They no longer want it')}</Menu.Item>
              <Menu.Item onClick={() => ask('words')}>{say('Change the words')}</Menu.Item>
            </>
          )}
          {is_untold(promise) && (
            <>
              <Menu.Item onClick={() => void tell_the_customer(promise, 'by_phone')}>{say('Told them by phone')}</Menu.Item>
              <Menu.Item onClick={() => void tell_the_customer(promise, 'by_mail')}>{say('Told them by mail')}</Menu.Item>
              <Menu.Item onClick={() => void tell_the_customer(promise, 'in_person')}>{say('Told them in person')}</Menu.Item>
            </>
          )}
          {promise.state === 'kept' && <Menu.Item onClick={() => void reopen(promise)}>{say('Not kept after all')}</Menu.Item>}
          {promise.state === 'broken' && <Menu.Item onClick={() => void take_back(promise, 'breaking')}>{say('Open it again')}</Menu.Item>}
          {promise.state === 'withdrawn' && <Menu.Item onClick={() => void take_back(promise, 'withdrawal')}>{say('Open it again')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {asking && <Suspense fallback={null}><PromiseQuestion asking={asking} promise={promise} today={today} onClose={() => ask(null)} /></Suspense>}
    </>
  )
}
