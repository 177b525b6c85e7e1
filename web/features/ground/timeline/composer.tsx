import { useRef, useState } from 'react'
import type { Id } from '../../../api/types.ts'
import { long_day, type Day } from '../../../base/days.ts'
import { recognise } from '../../../base/sentence.ts'
import { say } from '../../../base/say.ts'
import { say_writing } from '../../../app/live.ts'
import { Kbd } from '../../../ui/bits.tsx'
import { channel_word, channels } from './entry.ts'
import { steps_of, type Meant } from './write.ts'
import { put } from '../../../app/queue.ts'

type Props = { party: Id; name: string; people: { id: Id; name: string }[]; today: Day; id?: string }

/** The first thing on the page: one sentence, read while it is written, shown as words that can be switched off. */
export function Composer({ party, name, people, today, id = 'composer' }: Props) {
  const [sentence, set_sentence] = useState('')
  const [channel, set_channel] = useState<Meant['channel'] | null>(null)
  const [no_promise, set_no_promise] = useState(false)
  const [picking, pick] = useState<'person' | 'channel' | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const found = recognise(sentence, today)
  const promise = !no_promise && found.promise ? found.promise : undefined
  const meant_channel = channel ?? found.touch?.channel ?? 'note'
  const spoken_with = people.filter((person) => person.id !== party && found.names.some((one) => person.name.toLowerCase().includes(one.text.toLowerCase())))
  const close = () => { set_sentence(''); set_channel(null); set_no_promise(false); pick(null) }
  const save = () => {
    if (!sentence.trim()) return
    const meant: Meant = { sentence: sentence.trim(), channel: meant_channel, direction: found.touch?.direction, minutes: found.touch?.minutes, with: [{ id: party, name }, ...spoken_with], promise: promise && { words: promise.words, by: promise.by, due_on: found.due?.day ?? today } }
    put({ party, party_name: name, steps: steps_of(meant), done_words: promise ? say('Promised and noted.') : say('On the timeline.') })
    close()
  }
  const insert = (words: string) => {
    set_sentence((now) => now.replace(/[@/]$/, '') + words)
    pick(null)
    field.current?.focus()
  }
  return (
    <div className="composer">
      <label className="unseen" htmlFor={id}>{say('What happened with {name}, or what did you promise?', { name })}</label>
      <textarea
        id={id} ref={field} className="composer-field" rows={sentence.includes('\n') || sentence.length > 90 ? 3 : 1} value={sentence}
        placeholder={say('What happened, or what did you promise?')}
        onChange={(event) => {
          const words = event.target.value
          set_sentence(words)
          say_writing(party)
          pick(/(^|\s)@$/.test(words) && people.length ? 'person' : /(^|\s)\/$/.test(words) ? 'channel' : null)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) { event.preventDefault(); save() }
          if (event.key === 'Escape') { if (picking) pick(null); else field.current?.blur() }
        }}
      />
      {picking === 'person' && (
        <div className="composer-pick" role="group" aria-label={say('Who of them')}>
          {people.slice(0, 8).map((person) => <button key={person.id} type="button" className="chip" onClick={() => insert(person.name + ' ')}>{person.name}</button>)}
        </div>
      )}
      {picking === 'channel' && (
        <div className="composer-pick" role="group" aria-label={say('What it was')}>
          {channels.filter((one) => one !== 'portal' && one !== 'social').map((one) => <button key={one} type="button" className="chip" onClick={() => { set_channel(one); insert('') }}>{channel_word(one)}</button>)}
          <button type="button" className="chip" onClick={() => insert(say('I’ll '))}>{say('Promise')}</button>
        </div>
      )}
      <div className="composer-foot small mute">
        {sentence.trim() ? (
          <span className="composer-read" aria-live="polite">
            <span className="chip is-read">{channel_word(meant_channel)}{found.touch?.minutes ? `, ${say('{n} min', { n: found.touch.minutes })}` : ''}</span>
            {spoken_with.map((person) => <span className="chip is-read" key={person.id}>{person.name}</span>)}
            {promise && (
              <button type="button" className="chip is-read is-promise" title={say('Press to make it a plain note')} onClick={() => set_no_promise(true)}>
                {promise.by === 'them' ? say('They promise') : say('Promise')}: {promise.words}, {found.due ? long_day(found.due.day, today) : say('today')} <span aria-hidden>×</span>
              </button>
            )}
          </span>
        ) : (
          <span className="composer-hints wide-only">
            <span><Kbd>@</Kbd> {say('person')}</span> <span><Kbd>/</Kbd> {say('mail, call, promise')}</span>
          </span>
        )}
        <button type="button" className={sentence.trim() ? 'composer-save' : 'composer-save wide-only'} onClick={save} disabled={!sentence.trim()}>
          <Kbd>Enter</Kbd> {say('puts it on the timeline')}
        </button>
      </div>
    </div>
  )
}
