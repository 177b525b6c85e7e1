import { words_of } from '../../../api/ask.ts'
import type { HistoryItem, Id } from '../../../api/types.ts'
import { day_heading, day_of, time_of, type Day } from '../../../base/days.ts'
import { say } from '../../../base/say.ts'
import { Bars, RefusedNote } from '../../../ui/bits.tsx'
import { Overlay } from '../../../ui/overlay.tsx'
import { tell_done, tell_refused } from '../../../ui/undo.tsx'
import { useNames } from '../members/members.ts'
import { undo_event, useHistory } from './parties.ts'

/** Who changed what and when, from what to what. Each change can be taken back, unless someone has moved on. */
export type Past = { path: '/parties' | '/interactions' | '/promises'; id: Id; name: string; party: Id }

export function History({ of, today, onClose }: { of: Past; today: Day; onClose: () => void }) {
  const history = useHistory(of.path, of.id, of.party)
  return (
    <Overlay opened onClose={onClose} label={say('History of {name}', { name: of.name })}>
      <div className="ask">
        <h2>{say('History of {name}', { name: of.name })}</h2>
        {history.isPending && <Bars rows={5} widths={[80, 320]} />}
        {history.error && <RefusedNote error={history.error} />}
        <ul className="rows history">
          {history.data?.map((item) => <Change key={item.event} item={item} of={of} today={today} />)}
        </ul>
        <div className="ask-end"><button type="button" className="button" data-autofocus onClick={onClose}>{say('Close')}</button></div>
      </div>
    </Overlay>
  )
}

function Change({ item, of, today }: { item: HistoryItem; of: Past; today: Day }) {
  const names = useNames()
  const who = item.actor?.name ?? (item.actor?.member ? names.full(item.actor.member) : say('Steward'))
  const fields = changed_fields(item)
  const undo = () => void undo_event(of.party, item.event).then(() => tell_done({ words: say('Taken back.') })).catch((error: unknown) => tell_refused(words_of(error)))
  return (
    <li className="history-row">
      <p className="s13 mute">{day_heading(day_of(item.at), today)}, {time_of(item.at)}</p>
      <p><span className="strong">{who}</span> {type_words(item.type)}</p>
      {fields.map((field) => (
        <p className="s13" key={field.name}>
          {field.name.replaceAll('_', ' ')}: {field.before && <del className="mute">{field.before}</del>} {field.after && <ins>{field.after}</ins>}
        </p>
      ))}
      {fields.length > 0 && item.before && <button type="button" className="link s13" onClick={undo}>{say('Take this back')}</button>}
    </li>
  )
}

const housekeeping = new Set(['id', 'version', 'created_at', 'updated_at', 'label_set', 'removed_at', 'import', 'row', 'source'])

export function changed_fields(item: HistoryItem): { name: string; before: string; after: string }[] {
  const names = new Set([...Object.keys(item.before ?? {}), ...Object.keys(item.after ?? {})])
  return [...names]
    .filter((name) => !housekeeping.has(name))
    .map((name) => ({ name, before: words_for(item.before?.[name]), after: words_for(item.after?.[name]) }))
    .filter((field) => field.before !== field.after)
    .slice(0, 8)
}

function words_for(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(words_for).join(', ')
  if (typeof value === 'object') return Object.values(value as Record<string, unknown>).map(words_for).filter(Boolean).join(' ')
  return typeof value === 'boolean' ? (value ? say('yes') : say('no')) : `${value as string | number}`
}

/** "parties.changed" as a person says it. */
export function type_words(type: string): string {
  const verb = type.split('.').at(-1) ?? type
  const known: Record<string, string> = { made: 'added them', created: 'added them', added: 'added them', changed: 'changed them', updated: 'changed them', removed: 'removed them', restored: 'brought them back', undone: 'took a change back', imported: 'imported them' }
  return say(known[verb] ?? verb.replaceAll('_', ' '))
}
