import { IconPlus, IconUpload, IconX } from '@tabler/icons-react'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { words_of } from '../../../api/ask.ts'
import type { Party, View } from '../../../api/types.ts'
import { due_word, when_words, type Day } from '../../../base/days.ts'
import { remembered } from '../../../base/remember.ts'
import { say } from '../../../base/say.ts'
import { useStore } from '../../../base/store.ts'
import { useActions } from '../../../app/actions.ts'
import { layer } from '../../../app/layers.ts'
import { useWatch } from '../../../app/live.ts'
import { Header } from '../../../app/shell.tsx'
import { Bars, Empty, Kbd, RefusedNote } from '../../../ui/bits.tsx'
import { Choices } from '../../../ui/choices.tsx'
import { useChosen } from '../../../ui/chosen.ts'
import { InlineEdit } from '../../../ui/inline_edit.tsx'
import { tell_refused } from '../../../ui/undo.tsx'
import { Faces } from '../members/face.tsx'
import { useMe, useMembers } from '../members/members.ts'
import { channel_word } from '../timeline/entry.ts'
import { change_party, keep_view, read_ahead, remove_view, useParties, usePartyCount, useViews, type ListQuery } from './parties.ts'
import { kind_word, read_where, where_text } from './party.ts'
import { ReachEdit } from './reach_edit.tsx'
import './parties.css'

/** The way one looked at the list last is kept as one leaves. */
const looked_at = remembered<ListQuery>('steward.customers', {})

const plain_query = (query: ListQuery) => JSON.stringify([Object.entries(query.filter ?? {}).filter(([, value]) => value).toSorted(), query.sort ?? 'name'])
const same = (a: ListQuery, b: ListQuery) => plain_query(a) === plain_query(b)

export default function CustomersScreen() {
  useWatch('customers')
  const query = useStore(looked_at)
  const me = useMe().data
  const parties = useParties(query)
  const rows = useMemo(() => parties.data?.pages.flatMap((page) => page.items) ?? [], [parties.data])
  const filtered = Object.values(query.filter ?? {}).some(Boolean)
  return (
    <div className="screen customers">
      <Header title={say('Customers')} />
      <Tabs query={query} mine={me?.member.id ?? ''} />
      <Narrow query={query} />
      {parties.error && rows.length === 0 && <RefusedNote error={parties.error} />}
      {parties.isPending && <Bars rows={12} widths={[160, 64, 112, 112, 120]} />}
      {parties.data && rows.length === 0 && (filtered ? <NobodyFits /> : <NobodyYet />)}
      {rows.length > 0 && me && <Table rows={rows} today={me.today} more={Boolean(parties.hasNextPage)} load={() => { if (!parties.isFetchingNextPage) void parties.fetchNextPage() }} />}
    </div>
  )
}

function NobodyYet() {
  const [, go] = useLocation()
  return (
    <Empty words={say('Everyone you serve stands here: people, firms and households alike.')}>
      <span className="buttons">
        <button type="button" className="button solid" onClick={() => go('/imports')}>{say('Import a file')}</button>
        <button type="button" className="button" onClick={() => layer.set({ kind: 'add' })}>{say('Add one')} <Kbd>C</Kbd></button>
      </span>
    </Empty>
  )
}

function NobodyFits() {
  return (
    <Empty words={say('Nobody fits these filters.')}>
      <button type="button" className="button" onClick={() => looked_at.set({})}>{say('Show everyone')}</button>
    </Empty>
  )
}

function Tabs({ query, mine }: { query: ListQuery; mine: string }) {
  const views = useViews().data ?? []
  const [naming, name] = useState(false)
  const fixed: { words: string; query: ListQuery }[] = [
    { words: say('Everyone'), query: {} },
    { words: say('In my care'), query: { filter: { care: mine } } },
    { words: say('Firms'), query: { filter: { kind: 'organisation' } } },
    { words: say('Households'), query: { filter: { kind: 'household' } } },
    { words: say('People'), query: { filter: { kind: 'person' } } },
  ]
  const known = [...fixed.map((one) => one.query), ...views.map((view) => view.query)].some((one) => same(one, query))
  const keep = (words: string) => {
    name(false)
    if (words.trim()) void keep_view(words.trim(), query).catch((error: unknown) => tell_refused(words_of(error)))
  }
  useActions([{ id: 'keep-view', words: say('Keep this view'), group: say('On Customers'), run: () => name(true) }])
  return (
    <nav className="tabs" aria-label={say('Views')}>
      {fixed.map((tab) => <Tab key={tab.words} words={tab.words} query={tab.query} on={same(tab.query, query)} />)}
      {views.map((view) => <Tab key={view.id} words={view.name} query={view.query} on={same(view.query, query)} view={view} />)}
      <span className="tabs-end">
        {naming ? (
          <input className="input view-name" autoFocus aria-label={say('Name of this view')} placeholder={say('Name it, Enter')} onBlur={() => name(false)} onKeyDown={(event) => { if (event.key === 'Enter') keep(event.currentTarget.value); if (event.key === 'Escape') name(false) }} />
        ) : (
          !known && <button type="button" className="button plain" onClick={() => name(true)}><IconPlus size={16} stroke={1.75} aria-hidden /> {say('Keep this view')}</button>
        )}
      </span>
    </nav>
  )
}

function Tab({ words, query, on, view }: { words: string; query: ListQuery; on: boolean; view?: View }) {
  const count = usePartyCount(query).data?.count
  return (
    <span className={on ? 'tab is-on' : 'tab'}>
      <button type="button" aria-current={on ? 'page' : undefined} onClick={() => looked_at.set(query)}>
        {words} {count !== undefined && <span className="tab-count num">{count.toLocaleString('en-GB')}</span>}
      </button>
      {on && view && (
        <button type="button" className="icon-button tab-remove" aria-label={say('Remove the view {name}', { name: view.name })} onClick={() => { looked_at.set({}); void remove_view(view).catch((error: unknown) => tell_refused(words_of(error))) }}>
          <IconX size={14} aria-hidden />
        </button>
      )}
    </span>
  )
}

const sorts = [{ sort: 'name', words: 'Sorted by name' }, { sort: '-last_touch_at', words: 'Sorted by last touch' }, { sort: '-updated_at', words: 'Sorted by last change' }]
const roles = [{ value: 'customer', words: 'customers' }, { value: 'lead', words: 'leads' }, { value: 'partner', words: 'partners' }, { value: 'supplier', words: 'suppliers' }]

function Narrow({ query }: { query: ListQuery }) {
  const [, go] = useLocation()
  const members = useMembers().data ?? []
  const set = (field: string, value: string) => looked_at.set({ ...query, filter: Object.fromEntries(Object.entries({ ...query.filter, [field]: value }).filter(([, one]) => one)) })
  const sort = query.sort ?? 'name'
  const role = roles.find((one) => one.value === query.filter?.role)
  const care = members.find((one) => one.id === query.filter?.care)
  return (
    <div className="narrow">
      <Choices className="chip" choices={sorts.map((one) => ({ words: say(one.words), run: () => looked_at.set({ ...query, sort: one.sort }) }))}>{say(sorts.find((one) => one.sort === sort)?.words ?? 'Sorted by name')}</Choices>
      {role && <button type="button" className="chip" aria-label={say('Only {what}. Press to show all.', { what: say(role.words) })} onClick={() => set('role', '')}>{say('Only {what}', { what: say(role.words) })} <span aria-hidden>×</span></button>}
      {care && <button type="button" className="chip" aria-label={say('Cared for by {who}. Press to show all.', { who: care.name })} onClick={() => set('care', '')}>{say('Cared for by {who}', { who: care.name })} <span aria-hidden>×</span></button>}
      <Choices
        className="button plain"
        choices={[
          { heading: say('Their part') },
          ...roles.map((one) => ({ words: say('Only {what}', { what: say(one.words) }), run: () => set('role', one.value) })),
          { heading: say('Cared for by') },
          ...members.map((one) => ({ words: one.name, run: () => set('care', one.id) })),
        ]}
      >
        {say('Narrow down')}
      </Choices>
      <button type="button" className="button plain narrow-import" onClick={() => go('/imports')}><IconUpload size={16} stroke={1.75} aria-hidden /> {say('Import')}</button>
    </div>
  )
}

const row_height = () => (window.innerWidth < 720 ? 64 : 36)

function Table({ rows, today, more, load }: { rows: Party[]; today: Day; more: boolean; load: () => void }) {
  const list = useRef<HTMLDivElement>(null)
  const [, go] = useLocation()
  const [top, set_top] = useState(0)
  useLayoutEffect(() => set_top((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [])
  const virtual = useWindowVirtualizer({ count: rows.length + (more ? 3 : 0), estimateSize: row_height, overscan: 12, scrollMargin: top, getItemKey: (index) => rows[index]?.id ?? index })
  const { chosen, choose, move } = useChosen(rows.length, list)
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && last >= rows.length - 40) load()
  }, [more, last, rows.length, load])
  const step = (by: number) => {
    const next = Math.min(Math.max(chosen + by, 0), rows.length - 1)
    virtual.scrollToIndex(next)
    move(by)
  }
  const open = () => { const party = rows[chosen]; if (party) go('/customers/' + party.id) }
  const here = say('On Customers')
  useActions([
    { id: 'next', words: say('Next row'), key: 'j', group: here, run: () => step(1), hidden: true },
    { id: 'before', words: say('Row before'), key: 'k', group: here, run: () => step(-1), hidden: true },
    { id: 'open', words: say('Open the customer'), key: 'Enter', group: here, run: open, hidden: true },
    { id: 'open-o', words: say('Open the customer'), key: 'o', group: here, run: open, hidden: true },
    { id: 'edit', words: say('Change how to reach them'), key: 'e', group: here, hidden: true, run: () => list.current?.querySelector<HTMLButtonElement>(`[data-row="${chosen}"] .cell-reach .inline-value`)?.click() },
  ])
  return (
    <div className="table" role="table" aria-label={say('Customers')} aria-rowcount={more ? -1 : rows.length + 1}>
      <div className="table-head small" role="row">
        <span role="columnheader">{say('Customer')}</span>
        <span role="columnheader">{say('Cared for by')}</span>
        <span role="columnheader">{say('Last touch')}</span>
        <span role="columnheader">{say('Where')}</span>
        <span role="columnheader">{say('Reach them by')}</span>
        <span role="columnheader">{say('Next promise')}</span>
      </div>
      <div ref={list} role="rowgroup" className="table-body" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const party = rows[item.index]
          return (
            <div key={item.key} role="row" aria-rowindex={item.index + 2} data-row={item.index} tabIndex={-1} className={item.index === chosen ? 'row bleed table-row is-chosen' : 'row bleed table-row'} style={{ transform: `translateY(${item.start - top}px)` }} onFocus={() => choose(item.index)}>
              {party ? <Cells party={party} today={today} /> : <span role="cell" className="bars"><span className="bar" style={{ width: 160 }} /></span>}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Cells({ party, today }: { party: Party; today: Day }) {
  const row = party.row
  const touch = row?.last_touch
  const promise = row?.next_promise
  const due = promise && due_word(promise.due_on, today)
  return (
    <>
      <span role="cell" className="cell-name one-line">
        <Link href={`/customers/${party.id}`} className="strong-name" onMouseEnter={() => read_ahead(party.id)}>{party.name}</Link> <span className="small mute">{kind_word(party.kind)}</span>
      </span>
      <span role="cell" className="cell-care"><Faces members={(row?.care ?? []).flatMap((one) => (one.member ? [one.member] : []))} most={3} /></span>
      <span role="cell" className="cell-touch s13 mute one-line">{touch ? `${channel_word(touch.channel)}, ${when_words(touch.at, today)}` : ''}</span>
      <span role="cell" className="cell-where s13">
        <InlineEdit label={say('Where {name} is', { name: party.name })} value={where_text(party)} placeholder={say('add a place')} save={(text) => change_party(party, read_where(text), say('where they are'))} put_mine={(text, current) => change_party(current as Party, read_where(text), say('where they are'))} words_of_current={(current) => where_text(current as Party)} />
      </span>
      <span role="cell" className="cell-reach s13">
        <ReachEdit party={party} />
      </span>
      <span role="cell" className="cell-promise s13">
        {promise ? <span className="one-line">{promise.words}</span> : <span className="mute one-line">{say('nothing open')}</span>}
        {due && <span className={`num ${due.tone === 'later' ? 'mute' : due.tone + ' medium'}`}>{due.words}</span>}
      </span>
    </>
  )
}
