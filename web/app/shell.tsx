import { IconArrowLeft, IconPlus, IconSearch, IconSun, IconUsers } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { and_list, count, say } from '../base/say.ts'
import { time_of } from '../base/days.ts'
import { useStore } from '../base/store.ts'
import { Faces } from '../features/ground/members/face.tsx'
import { sign_out, useMe, useNames } from '../features/ground/members/members.ts'
import { Kbd } from '../ui/bits.tsx'
import { Choices } from '../ui/choices.tsx'
import { undo_last, UndoToast } from '../ui/undo.tsx'
import { useActions, type Action } from './actions.ts'
import { went_out } from './app.tsx'
import { in_front, layer } from './layers.ts'
import { presence } from './live.ts'
import { keep_place } from './place.ts'
import { drop, queue, try_again, type Outgoing } from './queue.ts'
import { look_again, reach } from './reach.ts'
import { scheme } from './scheme.ts'

const Palette = lazy(() => import('./palette.tsx'))
const Add = lazy(() => import('./add.tsx'))
const Keys = lazy(() => import('./keys_help.tsx'))

/** Only what exists stands in the rail. */
const places = [
  { path: '/', words: 'Today', icon: IconSun, key: 'g t' },
  { path: '/customers', words: 'Customers', icon: IconUsers, key: 'g c' },
]

export function Shell({ children }: { children: ReactNode }) {
  const [, go] = useLocation()
  const open = useStore(layer)
  useActions(everywhere(go))
  useEffect(() => {
    const warm = () => void import('./palette.tsx').then(() => import('./add.tsx')).then(() => import('../features/ground/parties/customer_screen.tsx')).then(() => import('../features/ground/parties/customers_screen.tsx')).catch(() => {})
    const timer = setTimeout(warm, 400)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="shell">
      <a className="skip" href="#content">{say('Skip to the content')}</a>
      <Rail />
      <main id="content" className="content" tabIndex={-1}>
        <Connection />
        {children}
      </main>
      <BottomBar />
      <UndoToast />
      <Suspense fallback={null}>
        {open?.kind === 'palette' && <Palette start={open.query} />}
        {open?.kind === 'add' && <Add about={open.about} start={open.sentence} from={open.from} />}
        {open?.kind === 'keys' && <Keys />}
      </Suspense>
    </div>
  )
}

function everywhere(go: (to: string) => void): Action[] {
  const to = (path: string) => () => go(path)
  return [
    { id: 'find', words: say('Find or do'), key: 'mod+k', group: say('Everywhere'), run: () => layer.set({ kind: 'palette' }), hidden: true },
    { id: 'add', words: say('Add a note, a promise or a customer'), key: 'c', group: say('Everywhere'), run: () => layer.set({ kind: 'add', about: in_front.get() ?? undefined }), also: 'new create log call' },
    { id: 'undo', words: say('Take back what was just done'), key: 'mod+z', group: say('Everywhere'), run: () => void undo_last(), also: 'undo' },
    { id: 'keys', words: say('Show all keys'), key: '?', group: say('Everywhere'), run: () => layer.set({ kind: 'keys' }), also: 'help shortcuts keyboard' },
    ...places.map((place) => ({ id: place.path, words: say('Go to {place}', { place: say(place.words) }), key: place.key, group: say('Go'), run: to(place.path) })),
    { id: 'import', words: say('Import customers, orders or colleagues'), group: say('Go'), run: to('/imports'), also: 'csv upload file' },
    { id: 'setup', words: say('Setup: people, company, tokens'), group: say('Go'), key: 'g s', run: to('/setup'), also: 'settings preferences' },
    { id: 'invite', words: say('Invite a colleague'), group: say('Go'), run: to('/setup/people'), also: 'team member' },
    { id: 'light', words: say('Light page'), group: say('Look'), run: () => scheme.set('light'), also: 'theme bright' },
    { id: 'dark', words: say('Dark page'), group: say('Look'), run: () => scheme.set('dark'), also: 'theme night' },
    { id: 'system', words: say('Light or dark as the system is'), group: say('Look'), run: () => scheme.set('system'), also: 'theme' },
    { id: 'out', words: say('Sign out'), group: say('Everywhere'), run: () => void leave(), also: 'log out' },
  ]
}

async function leave(): Promise<void> {
  await sign_out().catch(() => {})
  await went_out()
}

function is_at(path: string, place: string): boolean {
  return place === '/' ? path === '/' : path.startsWith(place)
}

function Rail() {
  const [path] = useLocation()
  const company = useMe().data?.company.name
  return (
    <nav className="rail" aria-label={say('Main')}>
      <p className="rail-company one-line">{company}</p>
      <ul>
        {places.map((place) => (
          <li key={place.path}>
            <Link href={place.path} className={is_at(path, place.path) ? 'rail-entry is-here' : 'rail-entry'} aria-current={is_at(path, place.path) ? 'page' : undefined}>
              <place.icon size={18} stroke={1.75} aria-hidden />
              {say(place.words)}
            </Link>
          </li>
        ))}
      </ul>
      <HereNow />
    </nav>
  )
}

function HereNow() {
  const names = useNames()
  const others = useStore(presence).everyone.filter((id) => id !== names.me)
  if (others.length === 0) return null
  const shown = others.slice(0, 3).map((id) => names.short(id))
  const words = others.length > 3 ? [...shown, count(others.length - 3, 'one more', '{n} more')] : shown
  return (
    <div className="here-now">
      <Faces members={others} most={4} big />
      <p className="small mute">{others.length === 1 ? say('{who} is here now', { who: words[0] ?? '' }) : say('{who} are here now', { who: and_list(words) })}</p>
    </div>
  )
}

/** The page's title and the three things that are everywhere: find, add, me. */
export function Header({ title, below, back, children }: { title: string; below?: ReactNode; back?: string; children?: ReactNode }) {
  const [scrolled, set_scrolled] = useState(false)
  const [path, go] = useLocation()
  const company = useMe().data?.company.name
  useEffect(() => keep_place(path), [path])
  useEffect(() => {
    document.title = company ? `${title} · ${company}` : title
  }, [title, company])
  useEffect(() => {
    const look = () => set_scrolled(window.scrollY > 4)
    look()
    window.addEventListener('scroll', look, { passive: true })
    return () => window.removeEventListener('scroll', look)
  }, [])
  return (
    <>
      <header className={scrolled ? 'header is-scrolled' : 'header'}>
        {back && (
          <button type="button" className="icon-button phone-only" aria-label={say('Back')} onClick={() => go(back)}>
            <IconArrowLeft size={20} aria-hidden />
          </button>
        )}
        <h1 className="one-line">{title}</h1>
        <div className="header-end">
          <button type="button" className="find-button wide-only" aria-keyshortcuts="Control+K" onClick={() => layer.set({ kind: 'palette' })}>
            <IconSearch size={16} stroke={1.75} aria-hidden />
            <span>{say('Find or do')}</span>
            <Kbd>Ctrl K</Kbd>
          </button>
          <button type="button" className="button wide-only" aria-keyshortcuts="C" onClick={() => layer.set({ kind: 'add', about: in_front.get() ?? undefined })}>
            {say('Add')} <Kbd>C</Kbd>
          </button>
          {children}
          <MeMenu />
        </div>
      </header>
      {below && <div className="below-header">{below}</div>}
    </>
  )
}

function MeMenu() {
  const me = useMe().data
  const names = useNames()
  const [, go] = useLocation()
  const now = useStore(scheme)
  if (!me) return null
  return (
    <Choices
      from_end className="me" label={say('{initials}, {name}: setup and sign out', { initials: me.member.initials ?? names.initials(me.member.id), name: me.member.name })}
      choices={[
        { heading: me.member.name },
        { words: say('Setup'), run: () => go('/setup') },
        { words: say('Keys'), run: () => layer.set({ kind: 'keys' }) },
        'line',
        { words: now === 'dark' ? say('Light page') : say('Dark page'), run: () => scheme.set(now === 'dark' ? 'light' : 'dark') },
        ...(now === 'system' ? [] : [{ words: say('As the system is'), run: () => scheme.set('system') }]),
        'line',
        { words: say('Sign out'), run: () => void leave() },
      ]}
    >
      <span className="face big" aria-hidden>{me.member.initials ?? names.initials(me.member.id)}</span>
    </Choices>
  )
}

function BottomBar() {
  const [path] = useLocation()
  return (
    <nav className="bottom-bar" aria-label={say('Main')}>
      {places.map((place) => (
        <Link key={place.path} href={place.path} className={is_at(path, place.path) ? 'bottom-entry is-here' : 'bottom-entry'} aria-current={is_at(path, place.path) ? 'page' : undefined}>
          <place.icon size={18} stroke={1.75} aria-hidden />
          {say(place.words)}
        </Link>
      ))}
      <button type="button" className="bottom-entry" onClick={() => layer.set({ kind: 'add', about: in_front.get() ?? undefined })}>
        <IconPlus size={18} stroke={1.75} aria-hidden />
        {say('Add')}
      </button>
      <button type="button" className="bottom-entry" onClick={() => layer.set({ kind: 'palette' })}>
        <IconSearch size={18} stroke={1.75} aria-hidden />
        {say('Find')}
      </button>
    </nav>
  )
}

/** One amber sentence: since when nobody answers, and what will go out when we are back. */
function Connection() {
  const now = useStore(reach)
  const outgoing = useStore(queue)
  const [shown, show] = useState(false)
  const refused = outgoing.filter((one) => one.state === 'refused')
  if (now.online && refused.length === 0) return <div role="status" className="unseen" />
  return (
    <div className="connection" role="status">
      <p className="s13">
        {!now.online && (
          <>
            <span className="due strong">{say('Offline since {time}.', { time: time_of(new Date(now.since).toISOString()) })}</span> {say('What you read before can be read.')} {waiting_words(outgoing)}{' '}
          </>
        )}
        {refused.length > 0 && <span className="late strong">{count(refused.length, 'One thing was not saved.', '{n} things were not saved.')} </span>}
        {outgoing.length > 0 && (
          <button type="button" className="link" aria-expanded={shown} onClick={() => show(!shown)}>
            {shown ? say('Hide them') : say('Show them')}
          </button>
        )}
        {!now.online && (
          <button type="button" className="link connection-retry" onClick={() => void look_again()}>{say('Try now')}</button>
        )}
      </p>
      {shown && <ul className="rows outgoing">{outgoing.map((one) => <OutgoingRow key={one.id} outgoing={one} />)}</ul>}
    </div>
  )
}

function waiting_words(outgoing: Outgoing[]): string {
  const steps = outgoing.filter((one) => one.state !== 'refused').flatMap((one) => one.steps.filter((step) => !step.answer))
  const notes = steps.filter((step) => step.kind === 'note').length
  const promises = steps.length - notes
  if (steps.length === 0) return say('New notes and promises will wait here.')
  const what = [notes && count(notes, '1 note', '{n} notes'), promises && count(promises, '1 promise', '{n} promises')].filter(Boolean) as string[]
  return steps.length === 1 ? say('{what} goes out when we are back.', { what: and_list(what) }) : say('{what} go out when we are back.', { what: and_list(what) })
}

function OutgoingRow({ outgoing }: { outgoing: Outgoing }) {
  const first = outgoing.steps[0]?.body
  return (
    <li className="outgoing-row s13">
      <span className="strong">{outgoing.party_name}</span>
      <span className="one-line">{String(first?.body ?? first?.words ?? '')}</span>
      {outgoing.state === 'refused' && <span className="late">{outgoing.why}</span>}
      {outgoing.state === 'refused' && <button type="button" className="link" onClick={() => try_again(outgoing.id)}>{say('Try again')}</button>}
      <button type="button" className="link" onClick={() => drop(outgoing.id)}>{say('Take it out')}</button>
    </li>
  )
}
