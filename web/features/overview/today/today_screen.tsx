import { useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { CustomerPromise, Entry, Today, Told, Waiting } from '../../../api/types.ts'
import { age_words, greeting, long_day, type Day } from '../../../base/days.ts'
import { first_name } from '../../../base/faces.ts'
import { count, say } from '../../../base/say.ts'
import { Bars, Empty, Kbd, RefusedNote, Section } from '../../../ui/bits.tsx'
import { useChosen } from '../../../ui/chosen.ts'
import { useActions } from '../../../app/actions.ts'
import { useWatch } from '../../../app/live.ts'
import { layer } from '../../../app/layers.ts'
import { Header } from '../../../app/shell.tsx'
import { useMe } from '../../ground/members/members.ts'
import { put_notice_away } from '../../ground/parties/notices.ts'
import { channel_word } from '../../ground/timeline/entry.ts'
import { EntryBrief } from '../../ground/timeline/entry_brief.tsx'
import { is_untold } from '../../working/promises/promise.ts'
import { PromiseBrief, PromiseRow, PromiseTick } from '../../working/promises/promise_row.tsx'
import { keep, reopen, tell_the_customer } from '../../working/promises/promises.ts'
import { in_order, news_of, sum_up, useToday } from './today.ts'
import './today.css'

export function TodayScreen() {
  useWatch('today')
  const me = useMe().data
  const today = useToday()
  const name = today.data?.greeting_name ?? first_name(me?.member.name ?? '')
  const title = `${greeting(new Date())}, ${name}.`
  const day = today.data?.day ?? me?.today
  return (
    <div className="screen today">
      <Header title={title} below={<p>{day && long_day(day, day)}. {today.data && sum_up(today.data)}</p>} />
      {today.error && !today.data && <RefusedNote error={today.error} />}
      {today.isPending && <Bars rows={6} />}
      {today.data && (
        <div className="columns">
          <div className="column">
            <Promises promises={in_order(today.data.promises)} waiting={today.data.waiting} day={today.data.day} done={today.data.done} />
          </div>
          <div className="column side">
            <Kind notices={today.data.notices ?? []} />
            <Awaited promises={today.data.awaited ?? []} day={today.data.day} />
            <Untold promises={today.data.untold.filter((one) => !today.data.promises.some((other) => other.id === one.id))} />
            <Since entries={news_of(today.data)} />
          </div>
        </div>
      )}
      <p className="keys-line wide-only s13 mute" aria-hidden>
        <span><Kbd>X</Kbd> {say('kept')}</span>
        <span><Kbd>R</Kbd> {say('answer')}</span>
        <span><Kbd>J</Kbd> <Kbd>K</Kbd> {say('move')}</span>
        <span><Kbd>?</Kbd> {say('all keys')}</span>
      </p>
    </div>
  )
}

/** J and K go through the promises and on through those who wait, as one list. */
function Promises({ promises, waiting, day, done }: { promises: CustomerPromise[]; waiting: Waiting[]; day: Day; done: boolean }) {
  const list = useRef<HTMLDivElement>(null)
  const [, go] = useLocation()
  const { chosen, choose, move } = useChosen(promises.length + waiting.length, list)
  const promise = promises[chosen]
  const waits = waiting[chosen - promises.length]
  const here = say('On Today')
  const answer = (one: Waiting) => layer.set({ kind: 'add', about: { id: one.party.id, name: one.party.name }, sentence: one.channel === 'call' ? say('Rang {name}, ', { name: one.party.name }) : say('Mailed {name}: ', { name: one.party.name }) })
  useActions([
    { id: 'next', words: say('Next row'), key: 'j', group: here, run: () => move(1), hidden: true },
    { id: 'before', words: say('Row before'), key: 'k', group: here, run: () => move(-1), hidden: true },
    { id: 'keep', words: say('Kept (again: not kept)'), key: 'x', group: here, hidden: true, run: () => promise && (promise.state === 'open' ? void keep(promise, promise.party?.name ?? '') : void reopen(promise)) },
    { id: 'answer', words: say('Answer, and note it'), key: 'r', group: here, hidden: true, run: () => { const one = waits ?? waiting[0]; if (one) answer(one) } },
    { id: 'open', words: say('Open the customer'), key: 'Enter', group: here, hidden: true, run: () => { const party = promise?.promised_to ?? waits?.party.id; if (party) go('/customers/' + party) } },
    { id: 'open-o', words: say('Open the customer'), key: 'o', group: here, hidden: true, run: () => { const party = promise?.promised_to ?? waits?.party.id; if (party) go('/customers/' + party) } },
  ])
  return (
    <div ref={list} className="column">
      <Section title={say('Promises to keep')}>
        {promises.length === 0 ? (
          <NothingPromised done={done} />
        ) : (
          <ul className="rows">
            {promises.map((one, row) => (
              <PromiseRow key={one.id} promise={one} today={day} row={row} chosen={row === chosen} onChoose={() => choose(row)} />
            ))}
          </ul>
        )}
      </Section>
      <Section title={say('Waiting for an answer')} aside={waiting.length > 1 ? say('longest wait first, whoever they are') : undefined}>
        {waiting.length === 0 ? (
          <div className="empty"><p className="mute">{say('Nobody waits for an answer.')}</p></div>
        ) : (
          <ul className="rows">
            {waiting.map((one, index) => {
              const row = promises.length + index
              return (
                <li key={one.id} className={row === chosen ? 'row bleed waiting-row is-chosen' : 'row bleed waiting-row'} data-row={row} tabIndex={-1} onFocus={() => choose(row)}>
                  <span className="s13 mute">{channel_word(one.channel)}</span>
                  <span className="waiting-what">
                    <Link className="strong-name" href={`/customers/${one.party.id}`}>{one.party.name}</Link>
                    <span className="waiting-quote mute">{quoted(one.body ?? one.subject ?? '')}</span>
                  </span>
                  <span className="s13 num waiting-age">{age_words(one.at, Date.now())}</span>
                  <button type="button" className="link s13 waiting-answer" onClick={() => answer(one)}>{say('Answer')}</button>
                </li>
              )
            })}
          </ul>
        )}
      </Section>
    </div>
  )
}

function NothingPromised({ done }: { done: boolean }) {
  if (done) return <Empty words={say('Everything promised for today is kept.')} />
  return (
    <Empty words={say('What you promise a customer stands here until it is kept.')}>
      <button type="button" className="button" onClick={() => layer.set({ kind: 'add' })}>
        {say('Make a promise')} <Kbd>C</Kbd>
      </button>
    </Empty>
  )
}

function quoted(words: string): string {
  const line = words.trim().split('\n')[0] ?? ''
  return line ? `“${line.length > 120 ? line.slice(0, 117) + '…' : line}”` : ''
}

/** Kept, but the customer does not know yet: half a promise. */
function Untold({ promises }: { promises: CustomerPromise[] }) {
  const untold = promises.filter(is_untold)
  if (untold.length === 0) return null
  const ways: [Told, string][] = [['by_phone', say('By phone')], ['by_mail', say('By mail')], ['in_person', say('In person')]]
  return (
    <Section title={say('Kept, but do they know?')}>
      <ul className="rows">
        {untold.map((promise) => (
          <li key={promise.id} className="row bleed untold-row">
            <PromiseTick promise={promise} customer={promise.party?.name ?? ''} />
            <span>{promise.words}</span>
            <Link className="s13 mute" href={`/customers/${promise.promised_to}`}>{promise.party?.name}</Link>
            <span className="untold-ways s13">
              {say('Told them')}
              {ways.map(([told, words]) => (
                <button key={told} type="button" className="link" aria-label={say('Told {customer} {how}', { customer: promise.party?.name ?? '', how: words.toLowerCase() })} onClick={() => void tell_the_customer(promise, told)}>{words.toLowerCase()}</button>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Another division spoke with somebody of mine: said kindly, once. */
function Kind({ notices }: { notices: NonNullable<Today['notices']> }) {
  const [hidden, hide] = useState<string[]>([])
  const shown = notices.filter((notice) => !hidden.includes(notice.id))
  if (shown.length === 0) return null
  return (
    <ul className="kind">
      {shown.map((notice) => (
        <li key={notice.id} className="notice tinted">
          <p className="s13">{notice.words} {notice.party && <Link className="link" href={`/customers/${notice.party.id}`}>{say('Look')}</Link>}</p>
          <button type="button" className="link s13" onClick={() => { hide([...hidden, notice.id]); void put_notice_away(notice.id) }}>{say('Thanks')}</button>
        </li>
      ))}
    </ul>
  )
}

/** What they promised us, and is due. */
function Awaited({ promises, day }: { promises: CustomerPromise[]; day: Day }) {
  if (promises.length === 0) return null
  return (
    <Section title={say('They promised us')}>
      <ul className="rows">{promises.map((promise) => <PromiseBrief key={promise.id} promise={promise} customer={promise.party?.name ?? ''} today={day} />)}</ul>
    </Section>
  )
}

function Since({ entries }: { entries: Entry[] }) {
  return (
    <Section title={say('Since yesterday')} aside={entries.length > 6 ? count(entries.length, '{n} thing', '{n} things') : undefined}>
      {entries.length === 0 ? (
        <div className="empty"><p className="mute">{say('What colleagues did for customers since yesterday stands here.')}</p></div>
      ) : (
        <ul className="rows since">
          {entries.slice(0, 8).map((entry) => (
            <li key={entry.id + (entry.what ?? '') + entry.at}><EntryBrief entry={entry} /></li>
          ))}
        </ul>
      )}
    </Section>
  )
}
