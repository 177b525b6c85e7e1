import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { Refused } from '../api/ask.ts'
import { open_stage, show } from '../dev/stage.tsx'
import { InlineEdit } from './inline_edit.tsx'

beforeEach(() => void open_stage())

const change = (to: string, key = 'Enter') => {
  fireEvent.click(screen.getByRole('button', { name: /^Reach:/ }))
  const field = screen.getByLabelText('Reach')
  fireEvent.change(field, { target: { value: to } })
  fireEvent.keyDown(field, { key })
}

test('click, type, Enter saves, and shows it before the server has answered', () => {
  const save = vi.fn(() => new Promise(() => {}))
  show(<InlineEdit label="Reach" value="Mail" save={save} />)
  change('Phone')
  expect(save).toHaveBeenCalledWith('Phone')
  expect(screen.getByRole('button').textContent).toBe('Reach: Phone')
})

test('Esc leaves it as it was', () => {
  const save = vi.fn(async () => {})
  show(<InlineEdit label="Reach" value="Mail" save={save} />)
  change('Phone', 'Escape')
  expect(save).not.toHaveBeenCalled()
  expect(screen.getByRole('button').textContent).toBe('Reach: Mail')
})

const somebody_was_faster = () => Promise.reject(new Refused(412, { code: 'already_changed', detail: 'Ana changed this.', current: { reach: 'after 15:00', version: 7 } }))
const words_of_current = (current: unknown) => (current as { reach: string }).reach

test('when somebody was faster, both values stand there and either can be chosen', async () => {
  const put_mine = vi.fn(async () => {})
  show(<InlineEdit label="Reach" value="after 13:00" save={somebody_was_faster} put_mine={put_mine} words_of_current={words_of_current} />)
  change('after 14:00')
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('it was changed to “after 15:00” a moment ago. Yours was “after 14:00”.'))
  fireEvent.click(screen.getByRole('button', { name: 'Put mine' }))
  expect(put_mine).toHaveBeenCalledWith('after 14:00', { reach: 'after 15:00', version: 7 })
})

test('keeping theirs only closes the message', async () => {
  show(<InlineEdit label="Reach" value="after 13:00" save={somebody_was_faster} put_mine={async () => {}} words_of_current={words_of_current} />)
  change('after 14:00')
  fireEvent.click(await screen.findByRole('button', { name: 'Keep theirs' }))
  expect(screen.queryByRole('alert')).toBeNull()
})
