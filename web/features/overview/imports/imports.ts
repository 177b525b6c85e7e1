import { useQuery } from '@tanstack/react-query'
import { get, new_key, send } from '../../../api/ask.ts'
import type { Id, Import, ImportKind, KeptRecord, Page } from '../../../api/types.ts'
import { queries } from '../../../app/queries.ts'
import { say } from '../../../base/say.ts'

export function useImports() {
  return useQuery({ queryKey: ['imports'], queryFn: () => get<Page<Import>>('/imports').then((page) => page.items) })
}

const moving = (now: Import | undefined) => now?.state === 'running' || now?.state === 'undoing' || (now?.state === 'mapping' && now.columns.length === 0)

/** Asks again while it moves, also when the live connection does not speak. */
export function useImport(id: Id) {
  return useQuery({ queryKey: ['import', id], queryFn: () => get<Import>('/imports/{import}', { import: id }), refetchInterval: (query) => (moving(query.state.data) ? 400 : false) })
}

/** Nothing is written before "Import": the file is read, its columns are guessed, and a preview says what would happen. */
export async function begin_import(file: File): Promise<Import> {
  const kept = await send<{ id: Id }>('POST', '/files', { query: { name: file.name }, raw: { body: file, type: file.type || 'text/csv' } })
  const begun = await send<Import>('POST', '/imports', { body: { file: kept.id, kind: 'auto' }, key: new_key() })
  queries.setQueryData(['import', begun.id], begun)
  void queries.invalidateQueries({ queryKey: ['imports'] })
  return begun
}

function learn(now: Import | undefined, id: Id): void {
  if (now) queries.setQueryData(['import', id], now)
  void queries.invalidateQueries({ queryKey: ['import', id] })
  void queries.invalidateQueries({ queryKey: ['imports'] })
}

export async function change_import(now: Import, changes: { kind?: ImportKind; matching?: Import['matching']; currency?: string; mapping?: { [column: string]: string } }): Promise<void> {
  learn(await send<Import>('PATCH', '/imports/{import}', { params: { import: now.id }, body: changes, version: now.version }), now.id)
}

export async function run_import(id: Id): Promise<void> {
  learn(await send<Import>('PUT', '/imports/{import}/running', { params: { import: id } }), id)
}

export async function take_back_import(id: Id): Promise<void> {
  learn(await send<Import | undefined>('DELETE', '/imports/{import}/running', { params: { import: id } }), id)
}

export function useKept(id: Id) {
  return useQuery({ queryKey: ['import', id, 'kept'], queryFn: () => get<Page<KeptRecord>>('/imports/{import}/kept', { import: id }).then((page) => page.items) })
}

export function kind_words(kind: ImportKind): string {
  switch (kind) {
    case 'parties':
      return say('customers')
    case 'members':
      return say('colleagues')
    case 'purchases':
      return say('orders')
    case 'auto':
      return say('not clear yet')
  }
}

export function state_words(now: Import): string {
  switch (now.state) {
    case 'mapping':
      return say('columns to be named')
    case 'previewed':
      return say('ready, nothing written yet')
    case 'running':
      return say('running')
    case 'done':
      return say('imported')
    case 'failed':
      return say('failed')
    case 'undoing':
      return say('being taken back')
    case 'undone':
      return say('taken back whole')
  }
}
