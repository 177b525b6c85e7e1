import { IconUpload } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { url_of, words_of } from '../../../api/ask.ts'
import type { Id, Import, ImportKind } from '../../../api/types.ts'
import { when_words } from '../../../base/days.ts'
import { count, say } from '../../../base/say.ts'
import { useActions } from '../../../app/actions.ts'
import { useWatch } from '../../../app/live.ts'
import { queries } from '../../../app/queries.ts'
import { Header } from '../../../app/shell.tsx'
import { Bars, Kbd, RefusedNote, Section } from '../../../ui/bits.tsx'
import { tell_done } from '../../../ui/undo.tsx'
import { useMe } from '../../ground/members/members.ts'
import { begin_import, change_import, kind_words, run_import, state_words, take_back_import, useImport, useImports, useKept } from './imports.ts'
import './imports.css'

/** Three steps: drop a file, look at the preview, import. And one press takes the whole import back. */
export default function ImportScreen({ id }: { id?: Id }) {
  return id ? <OneImport id={id} /> : <Drop />
}

function Drop() {
  const [, go] = useLocation()
  const [busy, set_busy] = useState('')
  const [error, set_error] = useState<unknown>(null)
  const [over, set_over] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const imports = useImports()
  const today = useMe().data?.today ?? ''
  const take = async (files: File[]) => {
    set_error(null)
    try {
      let last: Import | undefined
      for (const file of files) {
        set_busy(file.name)
        last = await begin_import(file)
      }
      if (last && files.length === 1) go('/imports/' + last.id)
    } catch (refused) {
      set_error(refused)
    }
    set_busy('')
  }
  useActions([{ id: 'choose', words: say('Choose a file to import'), group: say('On Import'), key: 'u', run: () => input.current?.click() }])
  return (
    <div className="screen">
      <Header title={say('Import')} back="/customers" />
      <div
        className={over ? 'drop is-over' : 'drop'}
        onDragOver={(event) => { event.preventDefault(); set_over(true) }}
        onDragLeave={() => set_over(false)}
        onDrop={(event) => { event.preventDefault(); set_over(false); void take([...event.dataTransfer.files]) }}
      >
        <IconUpload size={24} stroke={1.5} aria-hidden />
        <p className="strong">{busy ? say('Reading {name} …', { name: busy }) : say('Drop a CSV file here')}</p>
        <p className="s13 mute">{say('Customers with their people, orders, or colleagues. You see what would happen before anything is written.')}</p>
        <input ref={input} id="import-file" className="unseen" type="file" accept=".csv,text/csv,text/plain" multiple onChange={(event) => { const files = [...(event.target.files ?? [])]; event.target.value = ''; if (files.length) void take(files) }} />
        <label htmlFor="import-file" className="button">{say('Choose a file')} <Kbd>U</Kbd></label>
      </div>
      {error !== null && <RefusedNote error={error} />}
      {(imports.data?.length ?? 0) > 0 && (
        <Section title={say('Earlier imports')}>
          <ul className="rows">
            {imports.data?.map((one) => (
              <li key={one.id} className="row bleed import-row">
                <Link href={`/imports/${one.id}`} className="strong-name">{one.name ?? say('{n} rows of {kind}', { n: one.rows, kind: kind_words(one.kind) })}</Link>
                <span className="s13 mute">{kind_words(one.kind)}</span>
                <span className="s13 mute num">{count(one.rows, '{n} row', '{n} rows')}</span>
                <span className={one.state === 'failed' ? 's13 late' : one.state === 'previewed' ? 's13 due' : 's13 mute'}>{state_words(one)}</span>
                <span className="s13 mute">{one.created_at && when_words(one.created_at, today)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}

function OneImport({ id }: { id: Id }) {
  useWatch('import:' + id)
  const now = useImport(id)
  const state = now.data?.state
  const was = useRef(state)
  useEffect(() => {
    if (was.current === 'running' && state === 'done') tell_done({ words: say('Imported.'), undo: () => take_back_import(id) })
    if (was.current !== state && (state === 'done' || state === 'undone')) void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'import' })
    was.current = state
  }, [state, id])
  const name = now.data?.name ?? say('Import')
  if (now.error && !now.data) return <div className="screen"><Header title={name} back="/imports" /><RefusedNote error={now.error} /></div>
  if (!now.data) return <div className="screen"><Header title={name} back="/imports" /><Bars rows={8} widths={[140, 220, 160]} /></div>
  return (
    <div className="screen import">
      <Header title={name} back="/imports" below={<p>{count(now.data.rows, '{n} row', '{n} rows')} · {state_words(now.data)}</p>} />
      <Step now={now.data} />
    </div>
  )
}

function Step({ now }: { now: Import }) {
  switch (now.state) {
    case 'mapping':
    case 'previewed':
      return <Preview now={now} />
    case 'running':
      return <Progress now={now} words={say('Importing. You may go on working.')} />
    case 'undoing':
      return <Progress now={now} words={say('Taking it back.')} />
    case 'done':
      return <DoneStep now={now} />
    case 'failed':
      return <div className="import-end"><RefusedNote words={now.why ?? say('The import stopped. Nothing of it was kept.')} /><Again /></div>
    case 'undone':
      return (
        <div className="import-end">
          <p>{say('The whole import is taken back.')}</p>
          {(now.kept ?? 0) > 0 && <Stayed id={now.id} count_of={now.kept ?? 0} />}
          <Again />
        </div>
      )
  }
}

/** Whom somebody has gone on with since is not taken away from under them. */
function Stayed({ id, count_of }: { id: Id; count_of: number }) {
  const kept = useKept(id).data ?? []
  return (
    <>
      <p>{count(count_of, 'One record stayed, because someone has gone on with it since:', '{n} records stayed, because someone has gone on with them since:')}</p>
      <ul className="rows import-kept">
        {kept.map((one) => (
          <li key={one.id} className="row bleed import-kept-row">
            {one.noun === 'party' ? <Link href={`/customers/${one.id}`} className="strong-name">{say('Open it')}</Link> : <span>{say(one.noun)}</span>}
            <span className="s13 mute">{one.why}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Again() {
  return <Link href="/imports" className="button">{say('Import another file')}</Link>
}

/** What each column means, beside examples of it, and what the import would do: on one page. */
function Preview({ now }: { now: Import }) {
  const [error, set_error] = useState<unknown>(null)
  const [busy, set_busy] = useState(false)
  const act = (asked: Promise<void>) => {
    set_busy(true)
    set_error(null)
    asked.catch(set_error).finally(() => set_busy(false))
  }
  const writes = (now.preview?.new ?? 0) + (now.preview?.changed ?? 0)
  const ready = now.state === 'previewed' && !busy
  const run = () => act(run_import(now.id))
  useActions([{ id: 'run', words: say('Import these rows'), group: say('On Import'), key: 'mod+enter', run: () => ready && run() }])
  const kinds: ImportKind[] = ['parties', 'purchases', 'members']
  const set_column = (column: string, field: string) => act(change_import(now, { mapping: { [column]: field } }))
  return (
    <>
      <div className="import-head">
        <label className="field import-kind">
          <span>{say('These are')}</span>
          <select className="input" value={now.kind} onChange={(event) => act(change_import(now, { kind: event.target.value as ImportKind }))}>
            {now.kind === 'auto' && <option value="auto">{kind_words('auto')}</option>}
            {kinds.map((kind) => <option key={kind} value={kind}>{kind_words(kind)}</option>)}
          </select>
        </label>
        {now.preview && <Sum preview={now.preview} id={now.id} />}
        <button type="button" className="button solid big" disabled={!ready || (writes === 0 && (now.preview?.same ?? 0) === 0)} onClick={run}>
          {writes > 0 ? count(writes, 'Import one row', 'Import {n} rows') : say('Import')}
        </button>
      </div>
      {error !== null && <RefusedNote words={words_of(error)} />}
      {now.state === 'mapping' && now.why && <p className="due import-missing" role="status">{now.why}</p>}
      {((now.preview?.conflicts ?? 0) > 0 || (now.matching ?? 'ask') !== 'ask') && (
        <label className="field import-matching">
          <span>{say('Rows whose mail or number somebody here already has')}</span>
          <select className="input" value={now.matching ?? 'ask'} onChange={(event) => act(change_import(now, { matching: event.target.value as Import['matching'] }))}>
            <option value="ask">{say('are left out, and listed')}</option>
            <option value="join">{say('are the same people')}</option>
            <option value="make_new">{say('are other people')}</option>
          </select>
        </label>
      )}
      <table className="figures mapping">
        <caption className="unseen">{say('What each column of the file means')}</caption>
        <thead><tr><th scope="col">{say('In the file')}</th><th scope="col">{say('For example')}</th><th scope="col">{say('Becomes')}</th></tr></thead>
        <tbody>
          {now.columns.map((column) => (
            <tr key={column.name} className={column.field ? '' : 'is-left-out'}>
              <th scope="row">{column.name}</th>
              <td className="mute">{column.samples.filter(Boolean).join(' · ')}</td>
              <td>
                <select className="input" aria-label={say('What {column} becomes', { column: column.name })} value={column.field ?? ''} disabled={busy} onChange={(event) => set_column(column.name, event.target.value)}>
                  <option value="">{say('left out')}</option>
                  {now.fields.map((field) => <option key={field.name} value={field.name}>{field.words}{field.required ? ' *' : ''}</option>)}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Sum({ preview, id }: { preview: NonNullable<Import['preview']>; id: Id }) {
  const parts: [number, string, string][] = [
    [preview.new, say('new'), 'kept'],
    [preview.changed, say('changed'), ''],
    [preview.same, say('already here, the same'), 'mute'],
    [preview.conflicts, say('changed here since; ours stays'), 'due'],
  ]
  return (
    <p className="import-sum" role="status">
      {parts.filter(([n]) => n > 0).map(([n, words, tone]) => <span key={words}><b className={`num ${tone}`}>{n}</b> {words}</span>)}
      {preview.bad > 0 && (
        <span>
          <a className="figure late" href={url_of('/imports/{import}/bad-rows', { import: id })} download><b className="num">{preview.bad}</b> {say('cannot be read')}</a>
        </span>
      )}
    </p>
  )
}

function Progress({ now, words }: { now: Import; words: string }) {
  const done = now.progress?.done ?? 0
  const total = now.progress?.total ?? now.rows
  return (
    <div className="import-end" role="status">
      <p>{words}</p>
      <progress max={total || 1} value={done} aria-label={words} />
      <p className="s13 mute num">{say('{done} of {total}', { done, total })}</p>
    </div>
  )
}

function DoneStep({ now }: { now: Import }) {
  const [error, set_error] = useState<unknown>(null)
  const [busy, set_busy] = useState(false)
  const take_back = () => {
    set_busy(true)
    take_back_import(now.id).catch(set_error).finally(() => set_busy(false))
  }
  const left_out = (now.preview?.bad ?? 0) + (now.preview?.conflicts ?? 0)
  useActions([{ id: 'take-back', words: say('Take the whole import back'), group: say('On Import'), key: 'z', run: take_back }])
  return (
    <div className="import-end">
      <p>{left_out === 0 ? count(now.rows, 'One row is in.', 'All {n} rows are in.') : count(now.rows - left_out, 'One row is in.', '{n} rows are in.')} {left_out > 0 && count(left_out, 'One was left out.', '{n} were left out.')}</p>
      {error !== null && <RefusedNote words={words_of(error)} />}
      <span className="buttons">
        <Link href="/customers" className="button solid">{say('Look at the customers')}</Link>
        {left_out > 0 && <a className="button" href={url_of('/imports/{import}/bad-rows', { import: now.id })} download>{say('Download what was left out')}</a>}
        <button type="button" className="button" disabled={busy} onClick={take_back}>{say('Take the whole import back')} <Kbd>Z</Kbd></button>
        <Again />
      </span>
    </div>
  )
}
