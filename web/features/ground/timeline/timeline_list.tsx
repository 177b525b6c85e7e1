import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { IconDots } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import { words_of } from '../../../api/ask.ts'
import type { Entry, Id, Page } from '../../../api/types.ts'
import { day_heading, time_of, type Day } from '../../../base/days.ts'
import { say } from '../../../base/say.ts'
import { useStore } from '../../../base/store.ts'
import { drop, queue, try_again, type Outgoing } from '../../../app/queue.ts'
import { reach } from '../../../app/reach.ts'
import { Bars, RefusedNote } from '../../../ui/bits.tsx'
import { Choices } from '../../../ui/choices.tsx'
import { tell_refused } from '../../../ui/undo.tsx'
import { useMembers, useNames } from '../members/members.ts'
import { by_day, channel_word, channels, dot_of, line_of, outcome_of, words_of_entry, type DayGroup } from './entry.ts'
import { change_note, comment_on, remove_entry, useTimelineRest, type TimelineFilter } from './timeline.ts'
import { PromiseMarked } from './promise_marked.tsx'
import './timeline.css'

const History = lazy(() => import('../parties/history.tsx').then((found) => ({ default: found.History })))

type Props = { party: Id; name: string; today: Day; first: Page<Entry>; people: { id: Id; name: string }[] }

/** Everything anyone did with them, newest first. The margin says when, the page says what, a line joins them. */
export function Timeline({ party, name, today, first, people }: Props) {
  const [filter, set_filter] = useState<TimelineFilter>({})
  const [narrowing, narrow] = useState(false)
  const filtered = Object.values(filter).some(Boolean)
  const rest = useTimelineRest(party, filter, first.next_cursor)
  const entries = useMemo(() => [...(filtered ? [] : first.items), ...(rest.data?.pages.flatMap((page) => page.items) ?? [])], [filtered, first.items, rest.data])
  const groups = useMemo(() => by_day(entries), [entries])
  const started = filtered || (rest.data?.pages.length ?? 0) > 0
  const more = started ? rest.hasNextPage : Boolean(first.next_cursor)
  const load = () => {
    if (rest.isFetching) return
    void (started ? rest.fetchNextPage() : rest.refetch())
  }
  return (
    <section className="timeline" aria-label={say('Timeline of {name}', { name })}>
      <h2 className="unseen">{say('Timeline')}</h2>
      <div className="timeline-tools">
        <button type="button" className="link s13" aria-expanded={narrowing} onClick={() => { narrow(!narrowing); if (narrowing) set_filter({}) }}>
          {narrowing ? say('Show everything') : say('Narrow down')}
        </button>
        {narrowing && <Chips filter={filter} onChange={set_filter} people={people} />}
      </div>
      {!filtered && <OutgoingEntries party={party} />}
      {filtered && rest.isPending && <Bars rows={4} widths={[40, 320]} />}
      {rest.error && <RefusedNote error={rest.error} />}
      {entries.length === 0 && !rest.isFetching && (
        <p className="timeline-empty mute">{filtered ? say('Nothing here fits. Show everything again with “Show everything”.') : say('What anyone here does with {name} stands on this timeline. Write the first line above.', { name })}</p>
      )}
      <PromiseMarked party={party} name={name} />
      {entries.length > 0 && <Days groups={groups} party={party} today={today} more={more} load={load} />}
    </section>
  )
}

function Chips({ filter, onChange, people }: { filter: TimelineFilter; onChange: (next: TimelineFilter) => void; people: { id: Id; name: string }[] }) {
  const members = useMembers().data ?? []
  return (
    <div className="chips" role="group" aria-label={say('Narrow the timeline down')}>
      {channels.map((channel) => (
        <button key={channel} type="button" className={filter.channel === channel ? 'chip is-on' : 'chip'} aria-pressed={filter.channel === channel} onClick={() => onChange({ ...filter, channel: filter.channel === channel ? undefined : channel })}>
          {channel_word(channel)}
        </button>
      ))}
      <label className="chip-select">
        <span className="unseen">{say('Which colleague')}</span>
        <select value={filter.member ?? ''} onChange={(event) => onChange({ ...filter, member: event.target.value || undefined })}>
          <option value="">{say('any colleague')}</option>
          {members.map((member) => <option key={member.id} value={member.id}>{member.name}</option>)}
        </select>
      </label>
      {people.length > 0 && (
        <label className="chip-select">
          <span className="unseen">{say('Which of them')}</span>
          <select value={filter.person ?? ''} onChange={(event) => onChange({ ...filter, person: event.target.value || undefined })}>
            <option value="">{say('any of them')}</option>
            {people.map((person) => <option key={person.id} value={person.id}>{person.name}</option>)}
          </select>
        </label>
      )}
    </div>
  )
}

/** Only the days in sight stand in the page, however long the timeline is. */
function Days({ groups, party, today, more, load }: { groups: DayGroup[]; party: Id; today: Day; more: boolean; load: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  const [top, set_top] = useState(0)
  useLayoutEffect(() => set_top((place.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [groups.length])
  const rows = useWindowVirtualizer({
    count: groups.length,
    estimateSize: (index) => 46 + (groups[index]?.entries.length ?? 1) * 66,
    overscan: 6,
    scrollMargin: top,
    getItemKey: (index) => groups[index]?.day ?? index,
  })
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && last >= groups.length - 4) load()
  }, [more, last, groups.length, load])
  return (
    <div ref={place} className="days" style={{ height: rows.getTotalSize() }}>
      {items.map((item) => {
        const group = groups[item.index]
        return group && (
          <div key={item.key} ref={rows.measureElement} data-index={item.index} className="day" style={{ transform: `translateY(${item.start - top}px)` }}>
            <h3>{day_heading(group.day, today)}</h3>
            <ol>{group.entries.map((entry) => <EntryItem key={entry.id + (entry.what ?? '') + entry.at} entry={entry} party={party} today={today} />)}</ol>
          </div>
        )
      })}
      {more && <p className="unseen" role="status">{say('Older entries follow.')}</p>}
    </div>
  )
}

function EntryItem({ entry, party, today }: { entry: Entry; party: Id; today: Day }) {
  const names = useNames()
  const [writing, write] = useState<'words' | 'comment' | null>(null)
  const [past, open_past] = useState(false)
  const line = line_of(entry, names)
  const words = words_of_entry(entry)
  const outcome = outcome_of(entry, today)
  const dated_only = entry.kind === 'purchase'
  return (
    <li className="entry" tabIndex={-1}>
      {!dated_only && <time className="entry-time num" dateTime={entry.at}>{time_of(entry.at)}</time>}
      <span className={`dot is-${dot_of(entry)}`} aria-hidden />
      <p className="entry-who">
        <span className="strong">{line.who}</span> <span className="mute">{line.verb}</span> {line.whom && <span className={line.to_us ? 'mute' : 'strong'}>{line.whom}</span>}
        {line.channel && <span className="mute"> · {line.channel}</span>}
        {entry.via && entry.via.id !== party && !`${line.who} ${line.whom}`.includes(entry.via.name) && <span className="mute"> · <Link className="via" href={`/customers/${entry.via.id}`}>{say('with {name}', { name: entry.via.name })}</Link></span>}
      </p>
      {entry.subject && <p className="entry-words strong-name">{entry.subject}</p>}
      {writing === 'words' ? <WriteHere label={say('The words of this entry')} start={entry.words ?? ''} save={(said) => change_note(party, entry, said)} onDone={() => write(null)} /> : words && <p className="entry-words" data-from={entry.kind === 'interaction' ? entry.id : undefined}>{words}</p>}
      {outcome && <p className={`entry-outcome ${outcome.tone}`}>{outcome.words}</p>}
      {(entry.kind === 'interaction' || entry.kind === 'comment') && entry.version !== undefined && (
        <Choices
          from_end className="icon-button entry-menu" label={say('More to do with this entry')}
          choices={[
            { words: say('Comment on this'), run: () => write('comment') },
            ...(entry.kind === 'interaction' ? [{ words: say('Change the words'), run: () => write('words') }, { words: say('Former words'), run: () => open_past(true) }] : []),
            { words: say('Remove'), run: () => void remove_entry(party, entry).catch((error: unknown) => tell_refused(words_of(error))) },
          ]}
        >
          <IconDots size={16} aria-hidden />
        </Choices>
      )}
      {writing === 'comment' && <WriteHere label={say('Your comment')} start="" save={(said) => comment_on(party, entry, said)} onDone={() => write(null)} />}
      {past && <Suspense fallback={null}><History of={{ path: '/interactions', id: entry.id, name: say('this entry'), party }} today={today} onClose={() => open_past(false)} /></Suspense>}
    </li>
  )
}

/** A few lines in place: Enter saves, Esc leaves it. */
function WriteHere({ label, start, save: act, onDone }: { label: string; start: string; save: (words: string) => Promise<unknown>; onDone: () => void }) {
  const [words, set_words] = useState(start)
  const save = () => {
    onDone()
    if (words.trim() && words !== start) void act(words.trim()).catch((error: unknown) => tell_refused(words_of(error)))
  }
  return (
    <textarea
      className="input entry-change" aria-label={label} value={words} rows={start ? 3 : 1} autoFocus
      onChange={(event) => set_words(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); save() }
        if (event.key === 'Escape') { event.stopPropagation(); onDone() }
      }}
    />
  )
}

/** What was just written stands here in the same frame, and stays while there is no network. */
function OutgoingEntries({ party }: { party: Id }) {
  const mine = useStore(queue).filter((one) => one.party === party)
  if (mine.length === 0) return null
  return <ol className="day is-outgoing" aria-label={say('On its way')}>{mine.toReversed().map((one) => <OutgoingEntry key={one.id} outgoing={one} />)}</ol>
}

function OutgoingEntry({ outgoing }: { outgoing: Outgoing }) {
  const names = useNames()
  const online = useStore(reach).online
  return (
    <>
      {outgoing.steps.map((step) => (
        <li className="entry" key={step.key}>
          <time className="entry-time num" dateTime={outgoing.at}>{time_of(outgoing.at)}</time>
          <span className="dot is-plain" aria-hidden />
          <p className="entry-who"><span className="strong">{names.short(names.me)}</span> <span className="mute">{step.kind === 'promise' ? say('promised') : say('noted')}</span></p>
          <p className="entry-words">{String(step.body.body ?? step.body.words ?? '')}</p>
          {outgoing.state === 'refused' ? (
            <p className="entry-outcome">
              <span className="late">{say('Not saved:')} {outgoing.why}</span>{' '}
              <button type="button" className="link" onClick={() => try_again(outgoing.id)}>{say('Try again')}</button>{' '}
              <button type="button" className="link" onClick={() => drop(outgoing.id)}>{say('Take it out')}</button>
            </p>
          ) : !online ? (
            <p className="entry-outcome due">{say('Goes out when we are back.')}</p>
          ) : null}
        </li>
      ))}
    </>
  )
}
