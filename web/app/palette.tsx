import { IconArrowRight, IconBuilding, IconCornerDownLeft, IconFlag, IconHome, IconMessage, IconPhone, IconPlus, IconSearch, IconUser } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useId, useRef, useState, type ComponentType } from 'react'
import { useLocation } from 'wouter'
import type { Hit, PartyKind } from '../api/types.ts'
import { say } from '../base/say.ts'
import { useStore } from '../base/store.ts'
import { kind_word } from '../features/ground/parties/party.ts'
import { read_ahead } from '../features/ground/parties/parties.ts'
import { fits, marked, plain, recent, useSearch } from '../features/overview/search/search.ts'
import { Kbd } from '../ui/bits.tsx'
import { Overlay } from '../ui/overlay.tsx'
import { key_words, useAllActions, type Action } from './actions.ts'
import { layer, useTypedAhead } from './layers.ts'
import './palette.css'

type Row = { id: string; group: 'find' | 'do'; title: string; about?: string; kind?: string; keys?: string; icon: ComponentType<{ size?: number; stroke?: number }>; run: () => void; more?: () => void; party?: string }

/** Find and do: one box for every customer, person, promise and action. */
export default function Palette({ start = '' }: { start?: string }) {
  const [words, set_words] = useState(start)
  const [at, set_at] = useState(0)
  const [about, set_about] = useState<{ id: string; name: string } | null>(null)
  const list = useId()
  const input = useRef<HTMLInputElement>(null)
  const [hasty, be_hasty] = useState(false)
  const { rows, settled } = useRows(words, about, (chosen) => { set_about(chosen); set_words(''); set_at(0) })
  const row = rows[Math.min(at, rows.length - 1)]
  useEffect(() => { if (row?.party) read_ahead(row.party) }, [row?.party])
  useEffect(() => document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: 'nearest' }), [at, list])
  const close = () => layer.set(null)
  useTypedAhead((typed, enter) => {
    set_words((now) => now + typed)
    if (enter) be_hasty(true)
  })
  const run = (chosen: Row | undefined) => {
    if (!settled && at === 0 && chosen?.group !== 'find') return be_hasty(true)
    if (!chosen) return
    close()
    chosen.run()
  }
  // Enter before the answer means the first answer.
  const run_first = useEffectEvent(() => {
    be_hasty(false)
    run(rows[0])
  })
  useEffect(() => {
    if (hasty && settled) run_first()
  }, [hasty, settled])
  return (
    <Overlay opened onClose={close} label={say('Find or do')}>
      <div className="palette">
        <div className="palette-box">
          <IconSearch size={18} stroke={1.75} aria-hidden />
          {about && <span className="chip is-read">{about.name}</span>}
          <input
            ref={input} data-autofocus className="palette-input" role="combobox" aria-expanded aria-controls={list} aria-autocomplete="list" aria-activedescendant={row ? `${list}-${rows.indexOf(row)}` : undefined} aria-label={say('Find or do')}
            placeholder={about ? say('What do you want to do?') : say('A name, a promise, or what you want to do')} value={words} autoComplete="off" spellCheck={false}
            onChange={(event) => { set_words(event.target.value); set_at(0) }}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown') { event.preventDefault(); set_at((now) => Math.min(now + 1, rows.length - 1)) }
              if (event.key === 'ArrowUp') { event.preventDefault(); set_at((now) => Math.max(now - 1, 0)) }
              if (event.key === 'Enter') { event.preventDefault(); run(row) }
              if (event.key === 'Tab' && !event.shiftKey && row?.more) { event.preventDefault(); row.more() }
              if (event.key === 'Backspace' && !words && about) set_about(null)
            }}
          />
        </div>
        <div id={list} role="listbox" aria-label={say('What was found')} className="palette-list">
          {rows.length === 0 && <p className="palette-none mute">{words.trim() ? say('Nothing found for “{words}”.', { words }) : say('Type a name, or what you want to do.')}</p>}
          {(['find', 'do'] as const).map((group) => rows.some((one) => one.group === group) && (
            <div key={group} role="group" aria-label={group === 'find' ? say('Find') : say('Do')}>
              <p className="palette-group small mute" aria-hidden>{group === 'find' ? (words.trim() ? say('Find') : say('Lately')) : say('Do')}</p>
              {rows.map((one, index) => one.group === group && (
                <div key={one.id} id={`${list}-${index}`} role="option" aria-selected={one === row} className={one === row ? 'palette-row is-at' : 'palette-row'} onMouseMove={() => set_at(index)} onClick={() => run(one)}>
                  <one.icon size={18} stroke={1.5} aria-hidden />
                  <span className="palette-title one-line">{marked(one.title, words).map((part, place) => (part.on ? <b key={place}>{part.text}</b> : part.text))}</span>
                  {one.about && <span className="palette-about s13 mute one-line">{one.about}</span>}
                  <span className="palette-end s13 mute">{one === row ? <Kbd>Enter</Kbd> : one.keys ? key_words(one.keys).map((key) => <Kbd key={key}>{key}</Kbd>) : one.kind}</span>
                </div>
              ))}
            </div>
          ))}
        </div>
        <div className="palette-foot small mute" aria-hidden>
          <span><Kbd>↑</Kbd> <Kbd>↓</Kbd> {say('choose')}</span>
          <span><Kbd>Tab</Kbd> {say('more to do with it')}</span>
          <span className="palette-esc"><Kbd>Esc</Kbd> {say('leave')}</span>
        </div>
        <p className="unseen" role="status">{say('{n} found', { n: rows.length })}</p>
      </div>
    </Overlay>
  )
}

function icon_of(kind: PartyKind | undefined, noun = 'party'): Row['icon'] {
  if (noun === 'promise') return IconFlag
  if (noun === 'interaction' || noun === 'comment') return IconMessage
  return kind === 'organisation' ? IconBuilding : kind === 'household' ? IconHome : IconUser
}

function useRows(words: string, about: { id: string; name: string } | null, choose: (party: { id: string; name: string }) => void): { rows: Row[]; settled: boolean } {
  const [, go] = useLocation()
  const actions = useAllActions()
  const known = useStore(recent)
  const search = useSearch(about ? '' : words)
  const hits = search.data
  if (about) return { rows: to_do_with(about, go).filter((row) => fits(row.title, words)), settled: true }
  const typed = words.trim()
  const local: Hit[] = known.filter((one) => !typed || fits(one.name, typed)).slice(0, typed ? 4 : 6).map((one) => ({ noun: 'party', id: one.id, title: one.name, kind: one.kind }))
  const found = typed ? [...(hits ?? []), ...local.filter((one) => !(hits ?? []).some((hit) => hit.id === one.id))] : local
  const find = found.slice(0, 8).map((hit) => hit_row(hit, go, choose))
  const first = found.find((hit) => hit.noun === 'party')
  const with_first = typed && first ? to_do_with({ id: first.id, name: first.title }, go).filter((row) => row.id.startsWith('note') || row.id.startsWith('promise')) : []
  const doing = actions.filter((action) => !action.hidden && (!typed || fits(`${action.words} ${action.also ?? ''}`, typed))).toSorted((a, b) => begins(b, typed) - begins(a, typed)).slice(0, typed ? 6 : 7).map(action_row)
  const add_new: Row[] = typed && find.length === 0 ? [{ id: 'new', group: 'do', title: say('Add “{name}” as a new customer', { name: typed }), icon: IconPlus, run: () => layer.set({ kind: 'add', sentence: typed }) }] : []
  const settled = !typed || search.isError || (search.isSuccess && !search.isPlaceholderData)
  return { rows: [...find, ...with_first, ...doing, ...(settled ? add_new : [])], settled }
}

const noun_words: Record<string, string> = { interaction: 'touch', member: 'colleague', purchase: 'bought' }

function hit_row(hit: Hit, go: (to: string) => void, choose: (party: { id: string; name: string }) => void): Row {
  const party = hit.noun === 'party' ? hit.id : hit.party
  return {
    id: hit.noun + hit.id,
    group: 'find',
    title: hit.title,
    about: hit.about,
    kind: hit.noun === 'party' ? kind_word(hit.kind) : say(noun_words[hit.noun] ?? hit.noun),
    icon: icon_of(hit.kind, hit.noun),
    run: () => party && go('/customers/' + party),
    more: hit.noun === 'party' ? () => choose({ id: hit.id, name: hit.title }) : undefined,
    party,
  }
}

function to_do_with(party: { id: string; name: string }, go: (to: string) => void): Row[] {
  const add = (sentence: string) => () => layer.set({ kind: 'add', about: party, sentence })
  return [
    { id: 'note' + party.id, group: 'do', title: say('Note a call with {name}', { name: party.name }), icon: IconPhone, run: add(say('Rang {name}, ', { name: party.name })) },
    { id: 'promise' + party.id, group: 'do', title: say('Promise {name} something', { name: party.name }), icon: IconFlag, run: add(say('I’ll ')) },
    { id: 'write' + party.id, group: 'do', title: say('Write a note about {name}', { name: party.name }), icon: IconMessage, run: add('') },
    { id: 'open' + party.id, group: 'do', title: say('Open {name}', { name: party.name }), icon: IconArrowRight, run: () => go('/customers/' + party.id) },
  ]
}

/** What begins with the words typed comes first: "import" means to import, not to take an import back. */
function begins(action: Action, typed: string): number {
  return typed && plain(action.words).startsWith(plain(typed)) ? 1 : 0
}

function action_row(action: Action): Row {
  return { id: action.id, group: 'do', title: action.words, keys: action.key, icon: IconCornerDownLeft, run: action.run }
}
