import { beforeEach, expect, test, vi } from 'vitest'
import { open_stage, type Stage } from '../dev/stage.tsx'
import { steps_of, type Meant } from '../features/ground/timeline/write.ts'
import { drop, flush, put, queue, try_again } from './queue.ts'
import { reach } from './reach.ts'

let stage: Stage
beforeEach(() => (stage = open_stage()))

const meant = (also: Partial<Meant> = {}): Meant => ({ sentence: 'Rang Lukas, I’ll send the dates by Friday', channel: 'call', with: [{ id: stage.company.bakery.id, name: 'Brandner Bakeries' }], promise: { words: 'Send the dates', by: 'us', due_on: '2026-11-27' }, ...also })
const write = (also?: Partial<Meant>) => put({ party: stage.company.bakery.id, party_name: 'Brandner Bakeries', steps: steps_of(meant(also)), done_words: 'Noted.' })
const sent = () => stage.writes().map((one) => one.path.split('/').at(-1))

test('a note and its promise go out in order, and the promise remembers the note', async () => {
  write()
  await vi.waitFor(() => expect(queue.get()).toEqual([]))
  expect(sent()).toEqual(['interactions', 'promises'])
  expect(stage.writes()[1]?.body.from_interaction).toBe(stage.company.interactions[0]?.id)
})

test('it stands in the queue in the same frame', () => {
  write()
  expect(queue.get()[0]?.steps[0]?.body.body).toBe('Rang Lukas, I’ll send the dates by Friday')
})

test('without a network it waits, says so, and goes out later under the same key', async () => {
  stage.refuse(() => 'silence')
  write()
  await vi.waitFor(() => expect(queue.get()[0]?.state).toBe('waiting'))
  expect(reach.get().online).toBe(false)
  const key = stage.writes()[0]?.headers.get('Idempotency-Key')
  stage.refuse(() => undefined)
  await flush()
  expect(queue.get()).toEqual([])
  expect(stage.writes()[1]?.headers.get('Idempotency-Key')).toBe(key)
})

test('what was answered before the network went is not sent again', async () => {
  stage.refuse((asked) => (asked.path.endsWith('/promises') && asked.method === 'POST' ? 'silence' : undefined))
  write()
  await vi.waitFor(() => expect(queue.get()[0]?.state).toBe('waiting'))
  stage.refuse(() => undefined)
  await flush()
  expect(sent()).toEqual(['interactions', 'promises', 'promises'])
})

test('a refusal stays in sight with its reason until somebody decides', async () => {
  stage.refuse((asked) => (asked.method === 'POST' ? { status: 422, body: { code: 'not_valid', detail: 'This is too long.' } } : undefined))
  write()
  await vi.waitFor(() => expect(queue.get()[0]).toMatchObject({ state: 'refused', why: 'This is too long.' }))
  stage.refuse(() => undefined)
  try_again(queue.get()[0]?.id ?? '')
  await vi.waitFor(() => expect(queue.get()).toEqual([]))
})

test('what nobody wants to send any more can be taken out', async () => {
  stage.refuse(() => 'silence')
  write()
  await vi.waitFor(() => expect(queue.get()[0]?.state).toBe('waiting'))
  drop(queue.get()[0]?.id ?? '')
  expect(queue.get()).toEqual([])
})

test('a promise alone is no touch; a second sentence makes it a note as well', () => {
  expect(steps_of(meant({ channel: 'note', sentence: 'I’ll send the dates by Friday' })).map((one) => one.kind)).toEqual(['promise'])
  expect(steps_of(meant({ channel: 'note', sentence: 'I’ll send the dates by Friday. They sounded happy' })).map((one) => one.kind)).toEqual(['note', 'promise'])
})
