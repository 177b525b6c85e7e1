import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { new_key, send, words_of } from '../api/ask.ts'
import type { Member, Session, Team, Token } from '../api/types.ts'
import { when_words, short_day } from '../base/days.ts'
import { say } from '../base/say.ts'
import { useStore } from '../base/store.ts'
import { Face } from '../features/ground/members/face.tsx'
import { change_company, change_member, invite, sessions_of_mine, tokens_of_mine, useMe, useMembers, useNames, useTeams } from '../features/ground/members/members.ts'
import { SamplePart } from '../features/overview/sample/sample.tsx'
import { Bars, RefusedNote, Section } from '../ui/bits.tsx'
import { InlineEdit } from '../ui/inline_edit.tsx'
import { tell_done, tell_refused } from '../ui/undo.tsx'
import { single_keys_on } from './actions.ts'
import { queries } from './queries.ts'
import { scheme, type Scheme } from './scheme.ts'
import { Header } from './shell.tsx'
import './setup.css'

const parts = [
  { part: 'people', words: 'People' },
  { part: 'company', words: 'Company' },
  { part: 'me', words: 'Me' },
  { part: 'tokens', words: 'Programs' },
]

const or_tell = (asked: Promise<unknown>) => void asked.catch((error: unknown) => tell_refused(words_of(error)))

export default function SetupScreen({ part = 'people' }: { part?: string }) {
  return (
    <div className="screen setup">
      <Header title={say('Setup')} />
      <nav className="tabs" aria-label={say('Setup')}>
        {parts.map((one) => (
          <Link key={one.part} href={`/setup/${one.part}`} className={one.part === part ? 'tab is-on' : 'tab'} aria-current={one.part === part ? 'page' : undefined}>{say(one.words)}</Link>
        ))}
      </nav>
      <div className="setup-part">
        {part === 'people' && <People />}
        {part === 'company' && <CompanyPart />}
        {part === 'me' && <MePart />}
        {part === 'tokens' && <Tokens />}
      </div>
    </div>
  )
}

function People() {
  const me = useMe().data
  const members = useMembers()
  const admin = me?.member.is_admin ?? false
  return (
    <>
      <Section title={say('Colleagues')}>
        {members.isPending && <Bars />}
        <ul className="rows">
          {(members.data ?? []).map((member) => <MemberRow key={member.id} member={member} admin={admin} mine={member.id === me?.member.id} />)}
        </ul>
      </Section>
      <InvitePart />
      <TeamsPart />
    </>
  )
}

function MemberRow({ member, admin, mine }: { member: Member; admin: boolean; mine: boolean }) {
  const leave = async () => {
    await send('POST', '/members/{member}/leaving', { params: { member: member.id } })
    await queries.invalidateQueries({ queryKey: ['members'] })
    tell_done({ words: say('{name} has left. Sessions and tokens ended.', { name: member.name }), undo: () => come_back(member) })
  }
  return (
    <li className={member.state === 'left' ? 'row bleed setup-row is-former' : 'row bleed setup-row'} tabIndex={-1}>
      <Face member={member.id} />
      <span className="setup-name">
        {mine ? <InlineEdit label={say('Your name')} value={member.name} save={(name) => change_member(member, { name })} /> : member.name}
      </span>
      <span className="s13 mute one-line">{member.email}</span>
      <span className="s13 mute">{member.state === 'invited' ? say('invited') : member.state === 'left' ? say('left') : member.is_admin ? say('looks after Steward') : (member.title ?? '')}</span>
      <span className="setup-do">
        {admin && !mine && member.state !== 'left' && <button type="button" className="link s13 row-menu" onClick={() => or_tell(leave())}>{say('Leaves the company')}</button>}
        {admin && member.state === 'left' && <button type="button" className="link s13" onClick={() => or_tell(come_back(member))}>{say('Comes back')}</button>}
      </span>
    </li>
  )
}

async function come_back(member: Member): Promise<void> {
  await send('DELETE', '/members/{member}/leaving', { params: { member: member.id } })
  await queries.invalidateQueries({ queryKey: ['members'] })
}

function InvitePart() {
  const [link, set_link] = useState<{ email: string; link: string } | null>(null)
  const [error, set_error] = useState<unknown>(null)
  return (
    <Section title={say('Invite a colleague')}>
      <form
        className="setup-form"
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          const email = String(new FormData(form).get('email') ?? '').trim()
          set_error(null)
          invite({ email })
            .then((answer) => {
              set_link({ email, link: new URL(answer.link, location.origin).href })
              form.reset()
              void queries.invalidateQueries({ queryKey: ['members'] })
            })
            .catch(set_error)
        }}
      >
        <label className="field"><span>{say('Mail address')}</span><input className="input" name="email" type="email" required autoComplete="off" /></label>
        <button type="submit" className="button solid big">{say('Invite')}</button>
      </form>
      {error !== null && <RefusedNote error={error} />}
      {link && (
        <p className="setup-link" role="status">
          {say('Give {email} this link. It is shown this once.', { email: link.email })}
          <input className="input" readOnly value={link.link} aria-label={say('Invitation link')} onFocus={(event) => event.target.select()} />
          <button type="button" className="button" onClick={() => void navigator.clipboard.writeText(link.link).then(() => tell_done({ words: say('Copied.') })).catch(() => tell_refused(say('Please copy it by hand.')))}>{say('Copy')}</button>
        </p>
      )}
    </Section>
  )
}

function TeamsPart() {
  const teams = useTeams()
  const members = (useMembers().data ?? []).filter((member) => member.state === 'active')
  const names = useNames()
  const changed = () => queries.invalidateQueries({ queryKey: ['teams'] })
  const toggle = (team: Team, member: Member, there: boolean) => send(there ? 'DELETE' : 'PUT', '/teams/{team}/members/{member}', { params: { team: team.id, member: member.id } }).then(changed)
  return (
    <Section title={say('Teams')}>
      <ul className="rows">
        {(teams.data ?? []).map((team) => (
          <li key={team.id} className="row bleed setup-team">
            <InlineEdit label={say('Name of the team')} value={team.name} save={(name) => send('PATCH', '/teams/{team}', { params: { team: team.id }, body: { name }, version: team.version }).then(changed)} />
            <span className="chips" role="group" aria-label={say('Who is in {team}', { team: team.name })}>
              {members.map((member) => {
                const there = (team.members ?? []).includes(member.id)
                return <button key={member.id} type="button" className={there ? 'chip is-on' : 'chip'} aria-pressed={there} onClick={() => or_tell(toggle(team, member, there))}>{names.short(member.id)}</button>
              })}
            </span>
          </li>
        ))}
      </ul>
      <form
        className="setup-form"
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          const name = String(new FormData(form).get('team') ?? '').trim()
          if (name) or_tell(send('POST', '/teams', { body: { name }, key: new_key() }).then(() => { form.reset(); return changed() }))
        }}
      >
        <label className="field"><span>{say('New team')}</span><input className="input" name="team" placeholder={say('Service, Sales, Delivery')} /></label>
        <button type="submit" className="button big">{say('Add the team')}</button>
      </form>
    </Section>
  )
}

function CompanyPart() {
  const me = useMe().data
  if (!me) return <Bars />
  const zones = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : []
  const saved = (what: string, changes: Parameters<typeof change_company>[0], before: Parameters<typeof change_company>[0]) => change_company(changes).then(() => tell_done({ words: say('Saved: {what}.', { what }), undo: () => change_company(before) }))
  return (
    <>
      <Section title={say('Company')}>
        {!me.member.is_admin && <p className="s13 mute">{say('Those who look after Steward can change this.')}</p>}
        <dl className="facts rows setup-facts">
          <div className="fact"><dt className="s13 mute">{say('Name')}</dt><dd><InlineEdit label={say('Name of the company')} value={me.company.name} save={(name) => saved(say('the name'), { name }, { name: me.company.name })} /></dd></div>
          <div className="fact">
            <dt className="s13 mute"><label htmlFor="zone">{say('Time zone')}</label></dt>
            <dd><select id="zone" className="input" value={me.company.time_zone} disabled={!me.member.is_admin} onChange={(event) => or_tell(saved(say('the time zone'), { time_zone: event.target.value }, { time_zone: me.company.time_zone }))}>{[...new Set([me.company.time_zone, 'UTC', ...zones])].map((zone) => <option key={zone} value={zone}>{zone}</option>)}</select></dd>
          </div>
          <div className="fact"><dt className="s13 mute">{say('Currency')}</dt><dd><InlineEdit label={say('Currency')} value={me.company.currency} save={(currency) => saved(say('the currency'), { currency: currency.toUpperCase() }, { currency: me.company.currency })} /></dd></div>
        </dl>
      </Section>
      <SamplePart present={me.sample_company} admin={me.member.is_admin ?? false} />
    </>
  )
}

function MePart() {
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: sessions_of_mine })
  const today = useMe().data?.today ?? ''
  const look = useStore(scheme)
  const single = useStore(single_keys_on)
  const end = (session: Session) => send('DELETE', '/sessions/{session}', { params: { session: session.id } }).then(() => queries.invalidateQueries({ queryKey: ['sessions'] }))
  const looks: [Scheme, string][] = [['system', say('as the system is')], ['light', say('light')], ['dark', say('dark')]]
  return (
    <>
      <Section title={say('The page')}>
        <div className="setup-looks">
          <span className="chips" role="group" aria-label={say('Light or dark')}>{looks.map(([value, words]) => <button key={value} type="button" className={look === value ? 'chip is-on' : 'chip'} aria-pressed={look === value} onClick={() => scheme.set(value)}>{words}</button>)}</span>
          <label className="check"><input type="checkbox" checked={single} onChange={(event) => single_keys_on.set(event.target.checked)} /> <span>{say('Single keys such as C, J and X')}</span></label>
        </div>
      </Section>
      <PasswordPart />
      <Section title={say('Where you are signed in')}>
        <ul className="rows">
          {(sessions.data ?? []).map((session) => (
            <li key={session.id} className="row bleed setup-row is-session">
              <span className="setup-name one-line">{browser_words(session.user_agent)}{session.current && <span className="kept s13"> {say('this one')}</span>}</span>
              <span className="s13 mute">{say('last seen {when}', { when: when_words(session.last_seen_at, today) })}</span>
              {!session.current && <button type="button" className="link s13" onClick={() => or_tell(end(session))}>{say('Sign out there')}</button>}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function browser_words(agent = ''): string {
  const browser = /Edg|Firefox|Chrome|Safari/.exec(agent)?.[0]?.replace('Edg', 'Edge') ?? say('A program')
  const system = /Windows|Mac OS|Android|iPhone|Linux/.exec(agent)?.[0]
  return system ? say('{browser} on {system}', { browser, system }) : browser
}

function PasswordPart() {
  const [error, set_error] = useState<unknown>(null)
  return (
    <Section title={say('Password')}>
      <form
        className="setup-form"
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          const data = new FormData(form)
          const current = String(data.get('current') ?? '')
          set_error(null)
          send('PUT', '/me/password', { body: { password: String(data.get('password') ?? ''), ...(current ? { current } : {}) } })
            .then(() => { form.reset(); tell_done({ words: say('The password is changed.') }) })
            .catch(set_error)
        }}
      >
        <label className="field"><span>{say('The one you have')}</span><input className="input" name="current" type="password" autoComplete="current-password" /></label>
        <label className="field"><span>{say('A new one')}</span><input className="input" name="password" type="password" autoComplete="new-password" required /></label>
        <button type="submit" className="button big">{say('Change it')}</button>
      </form>
      {error !== null && <RefusedNote error={error} />}
    </Section>
  )
}

function Tokens() {
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: tokens_of_mine })
  const today = useMe().data?.today ?? ''
  const [made, set_made] = useState<Token | null>(null)
  const [error, set_error] = useState<unknown>(null)
  const changed = () => queries.invalidateQueries({ queryKey: ['tokens'] })
  const remove = (token: Token) => send('DELETE', '/tokens/{token}', { params: { token: token.id } }).then(changed)
  return (
    <Section title={say('Tokens for programs')}>
      <p className="s13 mute">{say('A program with a token sees and does what you may.')}</p>
      <ul className="rows">
        {(tokens.data ?? []).map((token) => (
          <li key={token.id} className="row bleed setup-row is-session">
            <span className="setup-name">{token.name}</span>
            <span className="s13 mute">{token.scope === 'read' ? say('reads') : say('reads and writes')}{token.expires_on ? `, ${say('until {day}', { day: short_day(token.expires_on, today) })}` : ''}</span>
            <button type="button" className="link s13" onClick={() => or_tell(remove(token))}>{say('End it')}</button>
          </li>
        ))}
      </ul>
      <form
        className="setup-form"
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          const data = new FormData(form)
          set_error(null)
          send<Token>('POST', '/tokens', { body: { name: String(data.get('name') ?? '').trim(), scope: String(data.get('scope')) } })
            .then((token) => { set_made(token); form.reset(); return changed() })
            .catch(set_error)
        }}
      >
        <label className="field"><span>{say('What it is for')}</span><input className="input" name="name" required /></label>
        <label className="field"><span>{say('It may')}</span><select className="input" name="scope" defaultValue="read"><option value="read">{say('read')}</option><option value="write">{say('read and write')}</option></select></label>
        <button type="submit" className="button big">{say('Make a token')}</button>
      </form>
      {error !== null && <RefusedNote error={error} />}
      {made?.token && (
        <p className="setup-link" role="status">
          {say('Copy it now. It is shown this once.')}
          <input className="input" readOnly value={made.token} aria-label={say('The token')} onFocus={(event) => event.target.select()} />
        </p>
      )}
    </Section>
  )
}
