import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { open_stage, show, type Stage } from '../../../dev/stage.tsx'
import { UndoToast, undo_last } from '../../../ui/undo.tsx'
import { TodayScreen } from '../../overview/today/today_screen.tsx'
import { second_line, state_word, tick_state } from './promise.ts'
import type { CustomerPromise } from '../../../api/types.ts'

let stage: Stage
beforeEach(() => (stage = open_stage()))

const today = '2026-11-24'
const promise = (also: Partial<CustomerPromise>): CustomerPromise => ({ id: 'p', version: 1, promised_to: 'c', made_by: 'm', promised_by: 'us', words: 'Send the quote', due_on: today, first_due_on: today, state: 'open', ...also })
const open_today = async () => {
  show(<><TodayScreen /><UndoToast /></>)
  return (await screen.findByText('Correct the invoice to two films')).closest('li') as HTMLElement
}

test('our word fills half the disc, only theirs fills it', () => {
  expect(tick_state(promise({ state: 'kept', told: 'by_phone' }))).toBe('half')
  expect(tick_state(promise({ state: 'kept', told: 'by_portal' }))).toBe('whole')
})
test('a kept promise asks to be told', () => expect(state_word(promise({ state: 'kept', told: 'not_yet' }), today)).toEqual({ words: 'kept, tell them', tone: 'due' }))
test('whether it is late is the server’s word', () => expect(state_word(promise({ late: true }), today).tone).toBe('late'))
test('a moved promise keeps its first day in sight', () => expect(second_line(promise({ first_due_on: '2026-11-20', agreed_by: 'Lukas' }), today)).toBe('first Fri 20 Nov; Lukas agreed to move it'))

test('keeping shows at once, asks the server, and offers to tell the customer', async () => {
  const row = await open_today()
  fireEvent.click(within(row).getByRole('button', { name: 'Kept: Correct the invoice to two films' }))
  await screen.findByText('Does Helios Solar know?')
  expect(stage.writes().map((one) => [one.method, one.body])).toEqual([['PUT', { told: 'not_yet' }]])
})

test('keeping can be taken back', async () => {
  const row = await open_today()
  fireEvent.click(within(row).getByRole('button', { name: /^Kept: / }))
  await screen.findByText('Does Helios Solar know?')
  await undo_last()
  await screen.findByText('Taken back: Kept: Correct the invoice to two films.')
  expect(stage.writes().at(-1)?.method).toBe('DELETE')
  await waitFor(() => expect(screen.getByText('Correct the invoice to two films').closest('li')?.querySelector('.tick')?.className).toContain('is-open'))
})

test('a refusal puts the promise back, with the reason', async () => {
  stage.refuse((asked) => (asked.method === 'PUT' ? { status: 403, body: { code: 'not_allowed', detail: 'Only Max may keep this one.' } } : undefined))
  const row = await open_today()
  fireEvent.click(within(row).getByRole('button', { name: /^Kept: / }))
  await screen.findByText(/Only Max may keep this one/)
  await waitFor(() => expect(screen.getByText('Correct the invoice to two films').closest('li')?.querySelector('.tick')?.className).toContain('is-open'))
})
