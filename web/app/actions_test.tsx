import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { key_words, note_layers, press, single_keys_on, useActions, type Action } from './actions.ts'

const hear = (event: KeyboardEvent) => { note_layers(); press(event) }
beforeEach(() => window.addEventListener('keydown', hear))
afterEach(() => {
  window.removeEventListener('keydown', hear)
  single_keys_on.set(true)
  cleanup()
})

function Screen({ actions, children }: { actions: Action[]; children?: React.ReactNode }) {
  useActions(actions)
  return <div>{children}</div>
}
const action = (key: string, run: () => void): Action => ({ id: key, words: key, key, group: 'here', run })

test('a key does what the table says', () => {
  const run = vi.fn()
  render(<Screen actions={[action('c', run)]} />)
  fireEvent.keyDown(document.body, { key: 'c' })
  expect(run).toHaveBeenCalledOnce()
})

test('two keys one after the other are one action, and shadow the second alone', () => {
  const go = vi.fn()
  const add = vi.fn()
  render(<Screen actions={[action('c', add), action('g c', go)]} />)
  fireEvent.keyDown(document.body, { key: 'g' })
  fireEvent.keyDown(document.body, { key: 'c' })
  expect([go.mock.calls.length, add.mock.calls.length]).toEqual([1, 0])
})

test('whoever writes is left in peace, except for Ctrl keys', () => {
  const add = vi.fn()
  const find = vi.fn()
  const { getByLabelText } = render(<Screen actions={[action('c', add), action('mod+k', find)]}><input aria-label="field" /></Screen>)
  fireEvent.keyDown(getByLabelText('field'), { key: 'c' })
  fireEvent.keyDown(getByLabelText('field'), { key: 'k', ctrlKey: true })
  expect([add.mock.calls.length, find.mock.calls.length]).toEqual([0, 1])
})

test('Ctrl Z in a field is the field’s own', () => {
  const undo = vi.fn()
  const { getByLabelText } = render(<Screen actions={[action('mod+z', undo)]}><input aria-label="field" /></Screen>)
  fireEvent.keyDown(getByLabelText('field'), { key: 'z', ctrlKey: true })
  expect(undo).not.toHaveBeenCalled()
})

test('single keys can be switched off', () => {
  single_keys_on.set(false)
  const run = vi.fn()
  render(<Screen actions={[action('c', run)]} />)
  fireEvent.keyDown(document.body, { key: 'c' })
  expect(run).not.toHaveBeenCalled()
})

test('Enter on a focused button presses the button', () => {
  const open = vi.fn()
  const { getByRole } = render(<Screen actions={[action('Enter', open)]}><button type="button">Answer</button></Screen>)
  fireEvent.keyDown(getByRole('button'), { key: 'Enter' })
  expect(open).not.toHaveBeenCalled()
})

test('the screen on top speaks first, and is silent when it is gone', () => {
  const below = vi.fn()
  const above = vi.fn()
  render(<Screen actions={[action('x', below)]} />)
  const top = render(<Screen actions={[action('x', above)]} />)
  fireEvent.keyDown(document.body, { key: 'x' })
  top.unmount()
  fireEvent.keyDown(document.body, { key: 'x' })
  expect([above.mock.calls.length, below.mock.calls.length]).toEqual([1, 1])
})

test('keys are written as they stand on the keyboard', () => expect([key_words('mod+k'), key_words('g t')]).toEqual([['Ctrl K'], ['G', 'T']]))
