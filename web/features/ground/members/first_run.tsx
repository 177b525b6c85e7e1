import { useState } from 'react'
import { Refused } from '../../../api/ask.ts'
import { send } from '../../../api/ask.ts'
import { say } from '../../../base/say.ts'
import { RefusedNote } from '../../../ui/bits.tsx'
import { came_in } from '../../../app/app.tsx'
import { set_up } from './members.ts'

/** The first minute of a company: its name, yours, and the page is there. */
export default function FirstRun() {
  const [error, set_error] = useState<unknown>(null)
  const [busy, set_busy] = useState(false)
  const wrong = (field: string) => (error instanceof Refused ? error.errors.find((one) => one.pointer === '/' + field)?.detail : undefined)
  return (
    <main className="door">
      <img className="door-mark" src="/icon.svg" alt="" />
      <h1>{say('Welcome to Steward')}</h1>
      <p className="mute">{say('Your company’s shared memory of its customers. Four lines, and it is yours.')}</p>
      <form
        noValidate={false}
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          const text = (name: string) => String(form.get(name) ?? '').trim()
          set_busy(true)
          set_error(null)
          set_up({ company: text('company'), name: text('name'), email: text('email'), password: String(form.get('password') ?? ''), time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC' })
            .then(() => (form.get('sample') ? send('POST', '/sample-company').catch(() => {}) : undefined))
            .then(came_in)
            .catch(set_error)
            .finally(() => set_busy(false))
        }}
      >
        <Field name="company" label={say('Company')} autoComplete="organization" wrong={wrong('company')} autoFocus />
        <Field name="name" label={say('Your name')} autoComplete="name" wrong={wrong('name')} />
        <Field name="email" label={say('Your mail address')} type="email" autoComplete="username" wrong={wrong('email')} />
        <Field name="password" label={say('A password')} type="password" autoComplete="new-password" wrong={wrong('password')} />
        <label className="check"><input type="checkbox" name="sample" defaultChecked /> <span>{say('Show a sample company to look around in. It can be taken out with one press.')}</span></label>
        {error !== null && <RefusedNote error={error} />}
        <button type="submit" className="button solid big" disabled={busy}>{say('Begin')}</button>
      </form>
    </main>
  )
}

function Field({ name, label, type = 'text', autoComplete, wrong, autoFocus }: { name: string; label: string; type?: string; autoComplete: string; wrong?: string; autoFocus?: boolean }) {
  return (
    <label className="field">
      <span>{label}</span>
      <input className="input" name={name} type={type} autoComplete={autoComplete} required autoFocus={autoFocus} aria-invalid={wrong ? true : undefined} aria-describedby={wrong ? name + '-wrong' : undefined} />
      {wrong && <span id={name + '-wrong'} className="field-wrong">{wrong}</span>}
    </label>
  )
}
