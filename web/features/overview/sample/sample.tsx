import { useState } from 'react'
import { send, words_of } from '../../../api/ask.ts'
import { say } from '../../../base/say.ts'
import { queries } from '../../../app/queries.ts'
import { RefusedNote, Section } from '../../../ui/bits.tsx'
import { tell_done } from '../../../ui/undo.tsx'

async function add_sample(): Promise<void> {
  await send('POST', '/sample-company')
  await queries.invalidateQueries()
}

async function remove_sample(): Promise<void> {
  await send('DELETE', '/sample-company')
  await queries.invalidateQueries()
}

/** A few customers with stories, to look around in, and out again with one press. */
export function SamplePart({ present, admin }: { present: boolean; admin: boolean }) {
  const [error, set_error] = useState<unknown>(null)
  const [busy, set_busy] = useState(false)
  if (!admin) return null
  const act = (verb: () => Promise<void>, words: string, undo: () => Promise<void>) => {
    set_busy(true)
    set_error(null)
    verb().then(() => tell_done({ words, undo })).catch(set_error).finally(() => set_busy(false))
  }
  return (
    <Section title={say('Sample company')}>
      <div className="empty">
        <p>{present ? say('A few invented customers stand among yours, so that you can look around.') : say('A few invented customers with their stories, to look around in.')}</p>
        {present ? (
          <button type="button" className="button" disabled={busy} onClick={() => act(remove_sample, say('The sample company is gone.'), add_sample)}>{say('Take the sample company out')}</button>
        ) : (
          <button type="button" className="button" disabled={busy} onClick={() => act(add_sample, say('The sample company is here.'), remove_sample)}>{say('Show a sample company')}</button>
        )}
        {error !== null && <RefusedNote words={words_of(error)} />}
      </div>
    </Section>
  )
}
