import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { say } from '../../../base/say.ts'
import { RefusedNote } from '../../../ui/bits.tsx'
import { came_in } from '../../../app/app.tsx'
import { join, look_at_invitation } from './members.ts'

/** From the invitation to the first useful page within a minute: a name is all that is asked. */
export default function Join() {
  const [, go] = useLocation()
  const [token] = useState(() => location.hash.slice(1))
  const [error, set_error] = useState<unknown>(null)
  const [busy, set_busy] = useState(false)
  const invitation = useQuery({ queryKey: ['invitation', token], queryFn: () => look_at_invitation(token), staleTime: Infinity, gcTime: 0 })
  if (invitation.error) {
    return (
      <main className="door">
        <h1>{say('This invitation does not open any more')}</h1>
        <RefusedNote error={invitation.error} />
        <p className="mute">{say('Ask whoever invited you for a new link.')}</p>
      </main>
    )
  }
  if (!invitation.data) return <main className="door" aria-busy />
  return (
    <main className="door">
      <img className="door-mark" src="/icon.svg" alt="" />
      <h1>{say('Join {company}', { company: invitation.data.company })}</h1>
      <p className="mute">{say('You were invited as {email}.', { email: invitation.data.email })}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const password = String(form.get('password') ?? '')
          set_busy(true)
          set_error(null)
          join({ token, name: String(form.get('name') ?? '').trim(), ...(password ? { password } : {}) })
            .then(() => {
              history.replaceState(null, '', '/')
              go('/')
              came_in()
            })
            .catch(set_error)
            .finally(() => set_busy(false))
        }}
      >
        <input type="hidden" name="email" autoComplete="username" value={invitation.data.email} readOnly />
        <label className="field"><span>{say('Your name')}</span><input className="input" name="name" autoComplete="name" required autoFocus defaultValue={invitation.data.name} /></label>
        <label className="field"><span>{say('A password, if you like')}</span><input className="input" name="password" type="password" autoComplete="new-password" minLength={8} aria-describedby="join-hint" /><span id="join-hint" className="s13 mute">{say('Without one, a link is mailed to you whenever you sign in.')}</span></label>
        {error !== null && <RefusedNote error={error} />}
        <button type="submit" className="button solid big" disabled={busy}>{say('Join')}</button>
      </form>
    </main>
  )
}
