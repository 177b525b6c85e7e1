import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { NotUnderstood } from '../../../api/ask.ts'
import type { Handle, Party, Role } from '../../../api/types.ts'
import { short_day, type Day } from '../../../base/days.ts'
import { say } from '../../../base/say.ts'
import { Section } from '../../../ui/bits.tsx'
import { Choices } from '../../../ui/choices.tsx'
import { InlineEdit } from '../../../ui/inline_edit.tsx'
import { tell_refused } from '../../../ui/undo.tsx'
import { words_of } from '../../../api/ask.ts'
import { change_party } from './parties.ts'
import { ReachEdit } from './reach_edit.tsx'
import { handle_word, read_handle, read_where, where_text } from './party.ts'

/** How to reach them and where they are. A field nobody filled in is not shown, but offered in one line. */
export function KnownPanel({ party, since, today }: { party: Party; since?: Day; today: Day }) {
  const [adding, add] = useState(false)
  const handles = party.handles ?? []
  const set_handles = (next: Handle[], what: string) => change_party(party, { handles: next }, what)
  const save_new = async (text: string) => {
    add(false)
    if (!text.trim()) return
    const handle = read_handle(text)
    if (!handle) return tell_refused(say('“{text}” is no mail, phone or web address.', { text }))
    await set_handles([...handles, handle], say('a new address')).catch((error: unknown) => tell_refused(words_of(error)))
  }
  return (
    <Section title={say('Reach them')} after={<button type="button" className="link" onClick={() => add(true)}>{say('Add an address')}</button>}>
      <dl className="facts rows">
        <Fact label={say('Best by')}><ReachEdit party={party} /></Fact>
        {handles.map((handle, index) => (
          <HandleRow key={handle.kind + handle.value} handle={handle} today={today} change={(next) => set_handles(next ? handles.with(index, next) : handles.filter((_, at) => at !== index), say('an address'))} prefer={() => set_handles(handles.map((one, at) => ({ ...one, preferred: at === index })), say('the preferred address'))} />
        ))}
        {adding && (
          <Fact label={say('New')}>
            <input className="input inline-new" autoFocus aria-label={say('New mail, phone or web address')} placeholder={say('mail, phone or web')} onBlur={(event) => void save_new(event.target.value)} onKeyDown={(event) => { event.stopPropagation(); if (event.key === 'Enter') event.currentTarget.blur(); if (event.key === 'Escape') add(false) }} />
          </Fact>
        )}
        <Fact label={say('Where')}>
          <InlineEdit label={say('Where they are')} value={where_text(party)} placeholder={say('add a city')} save={(text) => change_party(party, read_where(text), say('where they are'))} put_mine={(text, current) => change_party(current as Party, read_where(text), say('where they are'))} words_of_current={(current) => where_text(current as Party)}>
            {[party.address, where_text(party)].filter(Boolean).join(', ')}
          </InlineEdit>
        </Fact>
        <Fact label={say('About')}>
          <InlineEdit className="wraps" label={say('What matters about them')} value={party.about ?? ''} placeholder={say('add what matters')} save={(text) => change_party(party, { about: text || null }, say('what matters about them'))} put_mine={(text, current) => change_party(current as Party, { about: text || null }, say('what matters about them'))} words_of_current={(current) => (current as Party).about ?? ''} />
        </Fact>
        <Fact label={say('Name')}>
          <InlineEdit label={say('Their name')} value={party.name} save={(text) => (text ? change_party(party, { name: text }, say('the name')) : Promise.reject(new NotUnderstood(say('A name is the one thing everybody needs.'))))} put_mine={(text, current) => change_party(current as Party, { name: text }, say('the name'))} words_of_current={(current) => (current as Party).name} />
        </Fact>
        <RolesFact party={party} since={since} />
      </dl>
    </Section>
  )
}

export function Fact({ label, children, source }: { label: string; children: React.ReactNode; source?: string }) {
  return (
    <div className="fact" tabIndex={-1}>
      <dt className="s13 mute">{label}</dt>
      <dd>{children}{source && <span className="fact-source small mute">{source}</span>}</dd>
    </div>
  )
}

function HandleRow({ handle, today, change, prefer }: { handle: Handle; today: Day; change: (next: Handle | null) => Promise<unknown>; prefer: () => Promise<unknown> }) {
  const or_tell = (asked: Promise<unknown>) => void asked.catch((error: unknown) => tell_refused(words_of(error)))
  const read = (text: string) => {
    if (!text) return change(null)
    const next = read_handle(text)
    return next ? change({ ...handle, kind: next.kind, value: next.value }) : Promise.reject(new NotUnderstood(say('“{text}” is no mail, phone or web address.', { text })))
  }
  const notes = [handle.label, handle.preferred && say('preferred'), handle.consent && say('agreed on {day}', { day: short_day(handle.consent.given_on, today) })].filter(Boolean).join(', ')
  return (
    <Fact label={handle_word(handle.kind)} source={notes || undefined}>
      <span className="handle">
        <InlineEdit label={handle_word(handle.kind)} value={handle.value} save={read} />
        <Choices
          from_end className="icon-button fact-menu" label={say('More to do with {address}', { address: handle.value })}
          choices={[
            ...(handle.kind === 'phone' ? [{ words: say('Ring'), href: `tel:${handle.value.replace(/[^\d+]/g, '')}` }] : []),
            ...(handle.kind === 'email' ? [{ words: say('Write'), href: `mailto:${handle.value}` }] : []),
            ...(handle.preferred ? [] : [{ words: say('They prefer this one'), run: () => or_tell(prefer()) }]),
            handle.consent
              ? { words: say('They no longer agree'), run: () => { const { consent: _, ...without } = handle; or_tell(change(without)) } }
              : { words: say('They agreed today to be written to'), run: () => or_tell(change({ ...handle, consent: { given_on: today } })) },
            { words: say('Remove'), run: () => or_tell(change(null)) },
          ]}
        >
          <IconDots size={14} aria-hidden />
        </Choices>
      </span>
    </Fact>
  )
}

const roles: Role[] = ['customer', 'lead', 'partner', 'supplier']

function RolesFact({ party, since }: { party: Party; since?: Day }) {
  const mine = party.roles ?? []
  const toggle = (role: Role) => void change_party(party, { roles: mine.includes(role) ? mine.filter((one) => one !== role) : [...mine, role] }, say('their part')).catch((error: unknown) => tell_refused(words_of(error)))
  return (
    <Fact label={say('Their part')} source={since ? say('since {day}', { day: since.slice(0, 4) }) : undefined}>
      <Choices stays className="inline-value" choices={roles.map((role) => ({ words: say(role), checked: mine.includes(role), run: () => toggle(role) }))}>
        {mine.length ? mine.map((role) => say(role)).join(', ') : <span className="mute">{say('add')}</span>}
      </Choices>
    </Fact>
  )
}
