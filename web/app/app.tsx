// The order in which these stand is the order in which they rule.
import '../ui/mantine.css'
import '../ui/tokens.css'
import '../ui/page.css'
import './shell.css'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { get, Unreachable, when_signed_out } from '../api/ask.ts'
import { say } from '../base/say.ts'
import { remembered } from '../base/remember.ts'
import { make_store, useStore } from '../base/store.ts'
import { set_zone } from '../base/days.ts'
import { useMe } from '../features/ground/members/members.ts'
import { TodayScreen } from '../features/overview/today/today_screen.tsx'
import { forget } from './cache.ts'
import { start_live, stop_live } from './live.ts'
import { queries } from './queries.ts'
import { Shell } from './shell.tsx'

const CustomersScreen = lazy(() => import('../features/ground/parties/customers_screen.tsx'))
const CustomerScreen = lazy(() => import('../features/ground/parties/customer_screen.tsx'))
const ImportScreen = lazy(() => import('../features/overview/imports/import_screen.tsx'))
const SetupScreen = lazy(() => import('./setup_screen.tsx'))
const SignIn = lazy(() => import('../features/ground/members/sign_in.tsx'))
const Join = lazy(() => import('../features/ground/members/join.tsx'))
const FirstRun = lazy(() => import('../features/ground/members/first_run.tsx'))

/** Null until we know. A page that was read before opens with what it knew, also without a network. */
const signed_in = make_store<boolean | null>(null)
/** Whether this browser was signed in when it was here last, so that a stranger's first answer is not a refusal. */
export const was_inside = remembered('steward.was_inside', false)
when_signed_out(() => void went_out())

export function came_in(): void {
  signed_in.set(true)
  void queries.invalidateQueries()
}

export async function went_out(): Promise<void> {
  if (signed_in.get() === false) return
  signed_in.set(false)
  was_inside.set(false)
  stop_live()
  await forget(queries)
}

export function App() {
  const [path] = useLocation()
  return (
    <Suspense fallback={null}>
      {path === '/join' ? <Join /> : path === '/sign-in' && location.hash.length > 1 ? <SignIn /> : <Door />}
    </Suspense>
  )
}

/** Decides between the first run, signing in, and the page itself. */
function Door() {
  const known = useStore(signed_in)
  const me = useMe(known !== false)
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => get<{ needed: boolean; company?: string }>('/setup'), enabled: known === false, staleTime: 0 })
  useEffect(() => {
    if (!me.data || known === false) return
    set_zone(me.data.company.time_zone)
    was_inside.set(true)
    start_live(me.data.live || '/api/v1/live', () => void went_out())
  }, [me.data, known])
  if (known === false) {
    if (setup.error instanceof Unreachable) return <Closed retry={() => void setup.refetch()} />
    if (!setup.data) return null
    return setup.data.needed ? <FirstRun /> : <SignIn company={setup.data.company} />
  }
  if (me.data) return <Inside />
  if (me.error instanceof Unreachable) return <Closed retry={() => void me.refetch()} />
  return null
}

function Inside() {
  return (
    <Shell>
      <Suspense fallback={null}>
        <Switch>
          <Route path="/" component={TodayScreen} />
          <Route path="/customers" component={CustomersScreen} />
          <Route path="/customers/:party">{(params) => <CustomerScreen key={params.party} id={params.party} />}</Route>
          <Route path="/imports"><ImportScreen /></Route>
          <Route path="/imports/:id">{(params) => <ImportScreen id={params.id} />}</Route>
          <Route path="/setup"><SetupScreen /></Route>
          <Route path="/setup/:part">{(params) => <SetupScreen part={params.part} />}</Route>
          <Route path="/sign-in"><Redirect to="/" /></Route>
          <Route><NotHere /></Route>
        </Switch>
      </Suspense>
    </Shell>
  )
}

function NotHere() {
  return (
    <div className="screen">
      <h1>{say('There is nothing at this address.')}</h1>
      <p className="mute">{say('It may have been removed, or the address was cut short.')}</p>
    </div>
  )
}

function Closed({ retry }: { retry: () => void }) {
  return (
    <main className="door">
      <h1>{say('Steward cannot be reached right now.')}</h1>
      <p className="mute">{say('It may be restarting, or this computer has no network.')}</p>
      <button type="button" className="button" onClick={retry}>{say('Try again')}</button>
    </main>
  )
}
