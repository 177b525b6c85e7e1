import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { get, words_of } from '../api/ask.ts'
import type { Channel, Hit, Id, PartyKind } from '../api/types.ts'
import { add_days, long_day, time_of, type Day } from '../base/days.ts'
import { first_name } from '../base/faces.ts'
import { find_due, new_party, recognise, type Recognised, type Span } from '../base/sentence.ts'
import { say } from '../base/say.ts'
import { useStore } from '../base/store.ts'
import { useMe } from '../features/ground/members/members.ts'
import { channel_word } from '../features/ground/timeline/entry.ts'
import { kind_word } from '../features/ground/parties/party.ts'
import { add_party, remove_party } from '../features/ground/parties/parties.ts'
import { steps_of } from '../features/ground/timeline/write.ts'
import { affiliate } from '../features/ground/relationships/relationships.ts'
import { PartyPicker } from '../features/overview/search/party_picker.tsx'
import { fits, recent, useSearch } from '../features/overview/search/search.ts'
import { Kbd, RefusedNote } from '../ui/bits.tsx'
import { Overlay } from '../ui/overlay.tsx'
import { tell_done } from '../ui/undo.tsx'
import { layer, useTypedAhead } from './layers.ts'
import { say_writing } from './live.ts'
import { put } from './queue.ts'
import './palette.css'

type Candidate = { id: Id; name: string; about?: string; kind?: PartyKind }
const pickable: Channel[] = ['call', 'email', 'meeting', 'visit', 'message', 'note']

/** One sentence. What was understood stands below as chips, each to be corrected by a click, a key, or other words. */
export default function Add({ about, start = '', from }: { about?: { id: Id; name: string }; start?: string; from?: Id }) {
  const today = useMe().data?.today ?? new Date().toISOString().slice(0, 10)
  const [sentence, set_sentence] = useState(start)
  const [channel, set_channel] = useState<Channel | null>(null)
  const [picked, pick] = useState<Candidate | null>(null)
  const [as_new, be_new] = useState(false)
  const [searching, search] = useState(false)
  const [day, set_day] = useState<Day | null>(null)
  const [by, set_by] = useState<'us' | 'them' | null>(null)
  const [no_promise, set_no_promise] = useState(false)
  const [kind, set_kind] = useState<PartyKind | null>(null)
  const [error, set_error] = useState<unknown>(null)
  const [saving, set_saving] = useState(false)
  const [, go] = useLocation()
  const field = useRef<HTMLTextAreaElement>(null)

  const found = useMemo(() => recognise(sentence, today), [sentence, today])
  const { candidates, settled } = useCandidates(found, about)
  const [hasty, be_hasty] = useState(false)
  const with_whom = picked ?? candidates[0]
  const other = candidates.find((one) => one.id !== with_whom?.id)
  const promise = no_promise ? undefined : found.promise
  const touch: Channel = channel ?? found.touch?.channel ?? 'note'
  const nothing_happened = !found.touch && !promise && channel === null
  const somebody_new = as_new || (!with_whom && nothing_happened && !about)
  const fresh = new_party(sentence, found.handles)
  const due = day ?? found.due?.day ?? today
  const promised_by = by ?? promise?.by ?? 'us'
  const ready = sentence.trim() !== '' && (somebody_new ? fresh.name !== '' : with_whom !== undefined)

  useEffect(() => {
    const end = field.current?.value.length ?? 0
    field.current?.setSelectionRange(end, end)
  }, [])
  useEffect(() => {
    if (with_whom && !somebody_new && sentence.length > start.length) say_writing(with_whom.id)
  }, [sentence, with_whom, somebody_new, start])

  useTypedAhead((typed, enter) => {
    set_sentence((now) => now + typed)
    if (enter) be_hasty(true)
  })
  const close = () => layer.set(null)
  const take_other = () => other && pick(other)
  const save = async () => {
    if (!settled && !picked) return be_hasty(true)
    if (!ready || saving) return
    if (somebody_new) {
      set_saving(true)
      try {
        await save_new(fresh, kind ?? fresh.kind, found, go)
        close()
      } catch (refused) {
        set_error(refused)
        set_saving(false)
      }
      return
    }
    if (!with_whom) return
    const words = promise?.words ?? sentence.trim()
    put({
      party: with_whom.id,
      party_name: with_whom.name,
      steps: steps_of({
        sentence: sentence.trim(), channel: touch, direction: found.touch?.direction, minutes: found.touch?.minutes, with: [with_whom],
        promise: promise && { words, by: promised_by, due_on: due, from },
      }),
      done_words: promise ? say('Promised {name}: {words}.', { name: with_whom.name, words }) : say('Noted with {name}.', { name: with_whom.name }),
    })
    close()
  }

  // Whoever presses Enter before the names were looked up means the sentence with the names.
  const save_now = useEffectEvent(() => {
    be_hasty(false)
    void save()
  })
  useEffect(() => {
    if (hasty && settled) save_now()
  }, [hasty, settled])

  return (
    <Overlay opened onClose={close} label={say('Add')}>
      <form
        className="add"
        onSubmit={(event) => { event.preventDefault(); void save() }}
        onKeyDown={(event) => {
          const typing = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement
          if (event.key === '2' && (!typing || event.altKey)) { event.preventDefault(); take_other() }
          const ends_the_sentence = event.target instanceof HTMLTextAreaElement && !event.shiftKey && !event.nativeEvent.isComposing
          if (event.key === 'Enter' && (event.ctrlKey || ends_the_sentence)) { event.preventDefault(); void save() }
        }}
      >
        <div className="add-sentence">
          <p className="add-mirror" aria-hidden>{underlined(sentence, [...(promise ? [promise.span] : []), ...(found.due && promise ? [found.due.span] : []), ...name_span(found, with_whom)])}</p>
          <textarea
            ref={field} data-autofocus rows={1} className="add-field" aria-label={say('What happened, what did you promise, or who is new?')} placeholder={say('Rang Petra, I’ll send the dates by Friday')} value={sentence}
            onChange={(event) => { set_sentence(event.target.value); set_error(null) }}
          />
        </div>
        <dl className="add-rows">
          {somebody_new && sentence.trim() ? (
            <>
              <div className="add-row">
                <dt>{say('New')}</dt>
                <dd><span className="add-chip" title={fresh.name}>{fresh.name}</span></dd>
                <dd className="add-or">{(['person', 'organisation', 'household'] as const).filter((one) => one !== (kind ?? fresh.kind)).map((one) => <button key={one} type="button" onClick={() => set_kind(one)}>{say('or {kind}', { kind: kind_word(one) })}</button>)}</dd>
              </div>
              <div className="add-row"><dt>{say('Is a')}</dt><dd><span className="add-chip">{kind_word(kind ?? fresh.kind)}</span></dd><dd className="add-or" /></div>
              {found.handles.map((handle) => <div className="add-row" key={handle.value}><dt>{handle.kind === 'email' ? say('Mail') : say('Phone')}</dt><dd><span className="add-chip">{handle.value}</span></dd><dd className="add-or" /></div>)}
              {fresh.company && (kind ?? fresh.kind) === 'person' && <div className="add-row"><dt>{say('At')}</dt><dd><span className="add-chip">{fresh.company}</span></dd><dd className="add-or">{say('from the mail address')}</dd></div>}
            </>
          ) : (
            <>
              <div className="add-row">
                <dt>{say('Touch')}</dt>
                <dd><button type="button" className="add-chip" onClick={() => set_channel(pickable[(pickable.indexOf(touch) + 1) % pickable.length] ?? 'note')}>{promise && touch === 'note' ? say('Only the promise') : `${channel_word(touch)}, ${say('today {time}', { time: time_of(new Date().toISOString()) })}`}</button></dd>
                <dd className="add-or">{pickable.filter((one) => one !== touch).slice(0, 3).map((one) => <button key={one} type="button" onClick={() => set_channel(one)}>{channel_word(one).toLowerCase()}</button>)}</dd>
              </div>
              <div className="add-row">
                <dt>{say('With')}</dt>
                <dd>
                  {searching ? (
                    <PartyPicker autoFocus label={say('With whom')} onPick={(one) => { search(false); if (one.id) pick({ id: one.id, name: one.name, kind: one.kind }); field.current?.focus() }} />
                  ) : with_whom ? (
                    <button type="button" className="add-chip" onClick={() => search(true)}>{with_whom.name}{with_whom.about ? <span className="mute">, {with_whom.about}</span> : null}</button>
                  ) : (
                    <button type="button" className="add-chip is-asking" onClick={() => search(true)}>{say('with whom?')}</button>
                  )}
                </dd>
                <dd className="add-or">
                  {other ? <button type="button" onClick={take_other}><Kbd>2</Kbd> {other.name}{other.about ? `, ${other.about}` : ''}</button> : !with_whom && sentence.trim() ? <button type="button" onClick={() => be_new(true)}>{say('somebody new')}</button> : null}
                </dd>
              </div>
              {promise && (
                <>
                  <div className="add-row">
                    <dt>{say('Promise')}</dt>
                    <dd><button type="button" className="add-chip" title={say('Press to make it a plain note')} onClick={() => set_no_promise(true)}>{promise.words}</button></dd>
                    <dd className="add-or"><button type="button" onClick={() => set_by(promised_by === 'us' ? 'them' : 'us')}>{promised_by === 'us' ? say('kept by me') : say('kept by them')}</button></dd>
                  </div>
                  <div className="add-row">
                    <dt>{say('By')}</dt>
                    <dd><DayChip day={due} today={today} onChange={set_day} /></dd>
                    <dd className="add-or">
                      <button type="button" onClick={() => set_day(add_days(today, 1))}>{say('tomorrow')}</button>
                      <button type="button" onClick={() => set_day(add_days(due, 7))}>{say('a week later')}</button>
                    </dd>
                  </div>
                </>
              )}
            </>
          )}
        </dl>
        <p className="add-words" aria-live="polite">
          {somebody_new
            ? sentence.trim() ? say('One name is all it needs. The rest can follow.') : say('Write as you would say it: a call, a promise, or a name.')
            : promise && with_whom
              ? <>{promised_by === 'us' ? say('{name} is promised this in these words:', { name: first_name(with_whom.name) }) : say('{name} promised us this:', { name: first_name(with_whom.name) })} <b>“{promise.words}, {say('by {day}', { day: long_day(due, today) })}.”</b> {promised_by === 'us' ? say('It stands on Today until it is kept.') : ''}</>
              : with_whom ? say('It goes on the timeline of {name}, word for word.', { name: with_whom.name }) : say('Nobody by that name yet. Pick someone, or make it somebody new.')}
        </p>
        {error !== null && <div className="add-words"><RefusedNote words={words_of(error)} /></div>}
        <div className="add-foot">
          <span className="add-hint" aria-hidden><Kbd>Tab</Kbd> {say('next')}</span>
          {other && <span className="add-hint" aria-hidden><Kbd>2</Kbd> {say('the other one')}</span>}
          <span className="add-foot-end">
            <button type="button" className="button plain" onClick={close}>{say('Leave')} <Kbd>Esc</Kbd></button>
            <button type="submit" className="button solid" disabled={!ready && settled}>{say('Save')} <Kbd>Enter</Kbd></button>
          </span>
        </div>
      </form>
    </Overlay>
  )
}

function DayChip({ day, today, onChange }: { day: Day; today: Day; onChange: (day: Day) => void }) {
  const [typing, type] = useState(false)
  if (!typing) return <button type="button" className="add-chip" aria-label={say('By {day}. Change the day', { day: long_day(day, today) })} onClick={() => type(true)}>{long_day(day, today)}</button>
  const take = (words: string) => {
    const read = find_due(words, today)
    if (read) onChange(read.day)
    type(false)
  }
  return <input className="input add-input" autoFocus aria-label={say('New day')} placeholder={say('Friday, 27 Nov, in two weeks')} onBlur={(event) => take(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); event.stopPropagation(); take(event.currentTarget.value) } if (event.key === 'Escape') { event.stopPropagation(); type(false) } }} />
}

/** Whom the names in the sentence may mean: who is in front of us first, then who was opened lately, then the search. */
function useCandidates(found: Recognised, about: Candidate | undefined): { candidates: Candidate[]; settled: boolean } {
  const lately = useStore(recent)
  const first = found.names[0]?.text ?? ''
  const second = found.names.find((one) => one.text !== first && !first.includes(one.text))?.text ?? ''
  const by_first = useSearch(first, 'party', 6)
  const by_second = useSearch(second, 'party', 6)
  const hits = (words: string, list: Hit[] | undefined) => (words ? (list ?? []) : []).filter((hit) => hit.noun === 'party' && fits(hit.title, words)).map((hit) => ({ id: hit.id, name: hit.title, about: hit.about?.replace(/^Person (?:at|of) /, '') ?? (hit.kind ? kind_word(hit.kind) : undefined), kind: hit.kind }))
  const remembered = first ? lately.filter((one) => fits(one.name, first)) : []
  const named = [...hits(first, by_first.data), ...remembered, ...hits(second, by_second.data)]
  const here = about && !(named.length && !fits(about.name, first)) ? [about] : []
  const all: Candidate[] = [...here, ...named, ...(about ? [about] : [])]
  const answered = (words: string, search: ReturnType<typeof useSearch>) => words === '' || search.isError || (search.isSuccess && !search.isPlaceholderData)
  const candidates = all.filter((one, index) => all.findIndex((other) => other.id === one.id) === index).slice(0, 4)
  return { candidates, settled: answered(first, by_first) && answered(second, by_second) }
}

function name_span(found: Recognised, with_whom: Candidate | undefined): Span[] {
  const name = with_whom && found.names.find((one) => fits(with_whom.name, one.text))
  return name ? [name.span] : []
}

function underlined(sentence: string, spans: Span[]) {
  const parts: React.ReactNode[] = []
  let from = 0
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    if (span.from < from) continue
    parts.push(sentence.slice(from, span.from), <u key={span.from}>{sentence.slice(span.from, span.to)}</u>)
    from = span.to
  }
  parts.push(sentence.slice(from))
  return parts
}

async function save_new(fresh: ReturnType<typeof new_party>, kind: PartyKind, found: Recognised, go: (to: string) => void): Promise<void> {
  const handles = found.handles.map(({ kind: handle_kind, value }) => ({ kind: handle_kind, value }))
  const made = await add_party({ kind, name: fresh.name, ...(handles.length ? { handles } : {}), roles: ['customer'] })
  if (kind === 'person' && fresh.company) await at_company(made.id, fresh.company)
  go('/customers/' + made.id)
  const twins = made.possible_duplicates ?? []
  tell_done({
    words: say('Added {name}.', { name: made.name }),
    undo: () => remove_party(made),
    ...(twins[0] ? { question: say('{name} has the same address.', { name: twins[0].name }), offers: [{ words: say('Open {name}', { name: twins[0].name }), run: () => go('/customers/' + twins[0]?.id) }] } : {}),
  })
}

/** The company guessed from the mail's domain: the one we know by that name, or a new one. */
async function at_company(person: Id, company: string): Promise<void> {
  const known = await get<{ items: Hit[] }>('/search', {}, { q: company, kinds: 'party', limit: 3 }).catch(() => ({ items: [] as Hit[] }))
  const there = known.items.find((hit) => hit.kind === 'organisation' && fits(hit.title, company))
  const organisation = there?.id ?? (await add_party({ kind: 'organisation', name: company })).id
  await affiliate(person, organisation, undefined, person)
}
