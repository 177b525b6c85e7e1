import { useState } from 'react'
import type { CustomerPromise } from '../../../api/types.ts'
import { find_due } from '../../../base/sentence.ts'
import { add_days, long_day, type Day } from '../../../base/days.ts'
import { say } from '../../../base/say.ts'
import { Overlay } from '../../../ui/overlay.tsx'
import type { Asking } from './promise_menu.tsx'
import { break_openly, change_words, move_day, withdraw } from './promises.ts'

/** One question, and never more: who agreed, why, or which words. */
export default function PromiseQuestion({ asking, promise, today, onClose }: { asking: Asking; promise: CustomerPromise; today: Day; onClose: () => void }) {
  const [words, set_words] = useState(asking === 'words' ? promise.words : '')
  const [day_words, set_day_words] = useState('')
  const day = find_due(day_words, today)?.day
  const titles: Record<Asking, string> = {
    move: say('Move “{words}”', { words: promise.words }),
    break: say('We cannot keep “{words}”', { words: promise.words }),
    withdraw: say('They no longer want “{words}”', { words: promise.words }),
    words: say('Change the words'),
  }
  const labels: Record<Asking, string> = { move: say('Who of them agreed?'), break: say('Why, as we will tell them?'), withdraw: say('What did they say?'), words: say('The words as said to the customer') }
  const ready = words.trim() !== '' && (asking !== 'move' || day !== undefined)
  const answer = () => {
    if (!ready) return
    onClose()
    switch (asking) {
      case 'move':
        return void move_day(promise, day ?? add_days(today, 1), words.trim())
      case 'break':
        return void break_openly(promise, words.trim())
      case 'withdraw':
        return void withdraw(promise, words.trim())
      case 'words':
        return void change_words(promise, words.trim())
    }
  }
  return (
    <Overlay opened onClose={onClose} label={titles[asking]} width={480}>
      <form className="ask" onSubmit={(event) => { event.preventDefault(); answer() }}>
        <h2>{titles[asking]}</h2>
        {asking === 'move' && (
          <label className="field">
            <span>{say('New day')}</span>
            <input className="input" data-autofocus placeholder={say('Friday, 27 Nov, in two weeks')} value={day_words} onChange={(event) => set_day_words(event.target.value)} />
            <span className="s13 mute" aria-live="polite">{day ? long_day(day, today) : say('The first day stays on record.')}</span>
          </label>
        )}
        <label className="field">
          <span>{labels[asking]}</span>
          <input className="input" data-autofocus={asking === 'move' ? undefined : true} value={words} onChange={(event) => set_words(event.target.value)} />
        </label>
        <div className="ask-end">
          <button type="button" className="button plain" onClick={onClose}>{say('Leave')}</button>
          <button type="submit" className="button solid" disabled={!ready}>{say('Save')}</button>
        </div>
      </form>
    </Overlay>
  )
}
