import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { say } from '../../../base/say.ts'
import { RefusedNote } from '../../../ui/bits.tsx'
import { came_in } from '../../../app/app.tsx'
import { ask_for_link, sign_in, sign_in_by_link } from './members.ts'

/** By password, or by a link that is mailed. Pasting and password managers are welcome. */
export default function SignIn({ company }: { company?: string }) {
  const [path, go] = useLocation()
  const [by_link, set_by_link] = useState(false)
  const [sent, set_sent] = useState(false)
  const [busy, set_busy] = useState(false)
  const [error, set_error] = useState<unknown>(null)
  const token = path === '/sign-in' ? location.hash.slice(1) : ''
  const tried = useRef(false)

  const attempt = async (act: () => Promise<unknown>, then: () => void) => {
    set_busy(true)
    set_error(null)
    try {
      await act()
      then()
    } catch (refused) {
      set_error(refused)
    }
    set_busy(false)
  }
  const inside = () => {
    history.replaceState(null, '', '/')
    go('/')
    came_in()
  }
  useEffect(() => {
    if (!token || tried.current) return
    tried.current = true
    void attempt(() => sign_in_by_link(token), inside)
  })

  if (sent) {
    return (
      <main className="door">
        <h1>{say('Look into your mail')}</h1>
        <p className="mute">{say('If somebody here has that address, a link is on its way. It opens Steward once, within fifteen minutes.')}</p>
        <button type="button" className="link" onClick={() => set_sent(false)}>{say('Back')}</button>
      </main>
    )
  }
  return (
    <main className="door">
      <img className="door-mark" src="/icon.svg" alt="" />
      <h1>{company ? say('Come in to {company}', { company }) : say('Come in')}</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const email = String(form.get('email') ?? '').trim()
          if (by_link) void attempt(() => ask_for_link(email), () => set_sent(true))
          else void attempt(() => sign_in(email, String(form.get('password') ?? '')), inside)
        }}
      >
        <label className="field"><span>{say('Mail address')}</span><input className="input" name="email" type="email" autoComplete="username" required autoFocus /></label>
        {!by_link && <label className="field"><span>{say('Password')}</span><input className="input" name="password" type="password" autoComplete="current-password" required /></label>}
        {error !== null && <RefusedNote error={error} />}
        <div className="door-buttons">
          <button type="submit" className="button solid big" disabled={busy}>{by_link ? say('Mail me a link') : say('Sign in')}</button>
          <button type="button" className="button plain big" onClick={() => { set_by_link(!by_link); set_error(null) }}>{by_link ? say('Use a password') : say('Mail me a link instead')}</button>
        </div>
      </form>
    </main>
  )
}
