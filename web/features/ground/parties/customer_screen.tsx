import { Popover } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { words_of } from '../../../api/ask.ts'
import type { Id, PartyPage } from '../../../api/types.ts'
import { count, say } from '../../../base/say.ts'
import { useStore } from '../../../base/store.ts'
import { useActions } from '../../../app/actions.ts'
import { in_front, layer } from '../../../app/layers.ts'
import { presence, useHere, useWatch } from '../../../app/live.ts'
import { Header } from '../../../app/shell.tsx'
import { Bars, RefusedNote } from '../../../ui/bits.tsx'
import { Choices } from '../../../ui/choices.tsx'
import { tell_refused } from '../../../ui/undo.tsx'
import { Face, Faces } from '../members/face.tsx'
import { useMe, useNames } from '../members/members.ts'
import { Composer } from '../timeline/composer.tsx'
import { Timeline } from '../timeline/timeline_list.tsx'
import { PurchasesPanel } from '../purchases/purchases.tsx'
import { PeoplePanel, CarePanel } from '../relationships/people_panel.tsx'
import { opened } from '../../overview/search/search.ts'
import { PromisesPanel } from '../../working/promises/promises_panel.tsx'
import { History } from './history.tsx'
import { KnownPanel } from './known_panel.tsx'
import { put_notice_away } from './notices.ts'
import { remove_party, usePartyPage } from './parties.ts'
import { kind_word } from './party.ts'
import './parties.css'
import './customer.css'

export default function CustomerScreen({ id }: { id: Id }) {
  useWatch('party:' + id)
  useHere('party:' + id)
  const page = usePartyPage(id)
  const me = useMe().data
  const party = page.data?.party
  useEffect(() => {
    if (!party) return
    opened({ id, name: party.name, kind: party.kind })
    in_front.set({ id, name: party.name })
    return () => in_front.set(null)
  }, [id, party?.name, party?.kind, party])
  if (page.error && !page.data) {
    return (
      <div className="screen customer">
        <Header title={say('Not here')} back="/customers" />
        <RefusedNote error={page.error} />
      </div>
    )
  }
  if (!page.data || !me) {
    return (
      <div className="screen customer">
        <Header title="" back="/customers" />
        <Bars rows={8} widths={[48, 320]} />
      </div>
    )
  }
  return <Page page={page.data} today={me.today} />
}

function Page({ page, today }: { page: PartyPage; today: string }) {
  const { party } = page
  const [tab, show] = useState<'timeline' | 'about'>('timeline')
  const [history, open_history] = useState(false)
  const [, go] = useLocation()
  const people = [...page.people, ...page.household].map((known) => ({ id: known.party.id, name: known.party.name }))
  const remove = () => void remove_party(party).then(() => go('/customers')).catch((error: unknown) => tell_refused(words_of(error)))
  const here = say('On a customer’s page')
  const compose = () => document.querySelector<HTMLTextAreaElement>('#composer')?.focus()
  const promise = () => layer.set({ kind: 'add', about: { id: party.id, name: party.name }, sentence: say('I’ll ') })
  useActions([
    { id: 'compose', words: say('Write what happened with {name}', { name: party.name }), key: '/', group: here, run: compose, also: 'note call log' },
    { id: 'promise', words: say('Promise {name} something', { name: party.name }), key: 'p', group: here, run: promise },
    { id: 'history', words: say('History of {name}, and take back a change', { name: party.name }), key: 'h', group: here, run: () => open_history(true), also: 'undo versions' },
    { id: 'remove', words: say('Remove {name}', { name: party.name }), group: here, run: remove, also: 'delete' },
    { id: 'back', words: say('Back to Customers'), key: 'Escape', group: here, run: () => go('/customers'), hidden: true },
  ])
  return (
    <div className={`screen customer shows-${tab}`}>
      <Header title={party.name} back="/customers" below={<BelowName page={page} today={today} />}>
        <Choices
          from_end className="icon-button header-menu" label={say('More to do with {name}', { name: party.name })}
          choices={[{ words: say('Promise them something'), run: promise }, { words: say('History'), run: () => open_history(true) }, 'line', { words: say('Remove'), run: remove }]}
        >
          <IconDots size={18} aria-hidden />
        </Choices>
      </Header>
      <div className="phone-tabs tabs" role="tablist" aria-label={say('What to show')}>
        {(['timeline', 'about'] as const).map((one) => (
          <span key={one} className={tab === one ? 'tab is-on' : 'tab'}>
            <button type="button" role="tab" id={`tab-${one}`} aria-selected={tab === one} aria-controls={`part-${one}`} onClick={() => show(one)}>
              {one === 'timeline' ? say('Timeline') : say('About')} {one === 'about' && <span className="tab-count">{count(page.promises.filter((each) => each.state === 'open').length, '{n} promise', '{n} promises')}</span>}
            </button>
          </span>
        ))}
      </div>
      <div className="columns">
        <div className="column part-timeline" id="part-timeline">
          <Notices page={page} />
          <Composer party={party.id} name={party.name} people={people} today={today} />
          <Timeline party={party.id} name={party.name} today={today} first={page.timeline} people={people} />
        </div>
        <div className="column side part-about" id="part-about">
          <PromisesPanel page={page} today={today} onPromise={promise} />
          <PeoplePanel page={page} today={today} />
          <CarePanel page={page} />
          <KnownPanel party={party} since={page.since} today={today} />
          <PurchasesPanel party={party.id} name={party.name} today={today} />
        </div>
      </div>
      {history && <History of={{ path: '/parties', id: party.id, name: party.name, party: party.id }} today={today} onClose={() => open_history(false)} />}
    </div>
  )
}

function BelowName({ page, today }: { page: PartyPage; today: string }) {
  const names = useNames()
  const here = useStore(presence).here['party:' + page.party.id] ?? page.here ?? []
  const others = here.filter((id) => id !== names.me)
  const since = page.since ?? page.party.customer_since
  const dealt = page.dealt_with
  const kind = page.party.kind === 'organisation' ? '' : kind_word(page.party.kind)
  const beginning = since ? say('Customer since {year}', { year: since.slice(0, 4) }) : kind ? kind.charAt(0).toUpperCase() + kind.slice(1) : say('New here')
  return (
    <>
      <p>
        {beginning} · {say('ours, together')}
        {dealt.count > 0 && (
          <>
            {' · '}
            {say('they dealt with')} <DealtWith page={page} /> {dealt.year === Number(today.slice(0, 4)) ? say('this year') : say('in {year}', { year: dealt.year })}
          </>
        )}
      </p>
      {others.length > 0 && (
        <span className="here-faces s13" role="status">
          <Faces members={others} most={4} /> {say('here')}
        </span>
      )}
    </>
  )
}

/** The figure opens who they were. */
function DealtWith({ page }: { page: PartyPage }) {
  const names = useNames()
  return (
    <Popover position="bottom-start" transitionProps={{ duration: 0 }} portalProps={{ target: '#content' }} trapFocus={false} withRoles={false}>
      <Popover.Target>
        <button type="button" className="figure dealt">{count(page.dealt_with.count, '{n} of us', '{n} of us')}</button>
      </Popover.Target>
      <Popover.Dropdown className="popover">
        <p className="s13 mute">{say('Everyone here who had a touch with them this year. One touch counts once for each of us in it.')}</p>
        <ul className="dealt-list">
          {page.dealt_with.members.map((one) => (
            <li key={one.member}><Face member={one.member} /> {names.full(one.member)} <span className="mute num">{count(one.touches, '{n} touch', '{n} touches')}</span></li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Said kindly, before two of us cross: who is writing right now, and who else of us was in touch. */
function Notices({ page }: { page: PartyPage }) {
  const names = useNames()
  const writing = useStore(presence).writing.filter((one) => (one.party === page.party.id || one.party === 'party:' + page.party.id) && one.member !== names.me)
  const [hidden, hide] = useState<Id[]>([])
  const notices = page.notices.filter((notice) => !hidden.includes(notice.id) && !writing.some((one) => one.member === notice.member))
  const line = (name: string) => layer.set({ kind: 'add', about: { id: page.party.id, name: page.party.name }, sentence: say('For {name}’s mail: ', { name }) })
  return (
    <div role="status" aria-live="polite" className="notices">
      {writing.map((one) => {
        const team = names.team_of(one.member)
        const who = names.short(one.member)
        return (
          <div className="notice tinted" key={one.member}>
            <Face member={one.member} big />
            <p>
              <span className="strong">{team ? say('{who} ({team}) is writing to them right now', { who, team }) : say('{who} is writing to them right now', { who })}</span>
              {one.about ? ` ${say('about {what}.', { what: one.about })}` : '.'} <span className="mute">{say('Add your line to it, and they get one message instead of two.')}</span>
            </p>
            <button type="button" className="link" onClick={() => line(who)}>{say('Add a line')}</button>
          </div>
        )
      })}
      {notices.map((notice) => (
        <div className="notice tinted" key={notice.id}>
          {notice.member && <Face member={notice.member} big />}
          <p>{notice.words}</p>
          <button type="button" className="link" onClick={() => { hide([...hidden, notice.id]); void put_notice_away(notice.id) }}>{say('Thanks')}</button>
        </div>
      ))}
    </div>
  )
}

