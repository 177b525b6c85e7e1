import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { open_stage, show, type Stage } from '../dev/stage.tsx'
import Add from './add.tsx'
import { useMe } from '../features/ground/members/members.ts'

let stage: Stage
beforeEach(() => (stage = open_stage()))

function WhenKnown() {
  return useMe().data ? <Add /> : null
}
const write = async (sentence: string) => {
  show(<WhenKnown />)
  const field = await screen.findByLabelText('What happened, what did you promise, or who is new?')
  fireEvent.change(field, { target: { value: sentence } })
  return field
}
const enter = (field: HTMLElement, also = {}) => fireEvent.keyDown(field, { key: 'Enter', ...also })
const posted = () => stage.writes().map((one) => [one.path.split('/').at(-1), one.body.body ?? one.body.words ?? one.body.name])

test('a call with a promise in it becomes both', async () => {
  const field = await write('Rang Petra Novak, I’ll bring a DVD by Friday')
  await screen.findByText('Petra Novak', { exact: false, selector: '.add-chip' })
  enter(field)
  await waitFor(() => expect(posted()).toEqual([['interactions', 'Rang Petra Novak, I’ll bring a DVD by Friday'], ['promises', 'Bring a DVD']]))
  expect(stage.writes()[1]?.body.due_on).toBe('2026-11-27')
})

test('2 picks the other one of that name', async () => {
  await write('Rang Petra about the reel')
  await screen.findByText('Petra Sorg', { exact: false, selector: '.add-chip' })
  const chip = await screen.findByText('Petra Sorg', { exact: false, selector: '.add-chip' })
  await screen.findByText(/Petra Novak, Novak household/)
  fireEvent.keyDown(chip, { key: '2' })
  await screen.findByText('Petra Novak', { exact: false, selector: '.add-chip' })
})

test('Enter before the names were looked up waits for them, and Ctrl Enter saves once', async () => {
  const field = await write('Rang Petra Novak about the reel')
  enter(field, { ctrlKey: true })
  expect(posted()).toEqual([])
  await waitFor(() => expect(posted()).toEqual([['interactions', 'Rang Petra Novak about the reel']]))
})

test('a name nobody has is somebody new, and needs nothing else', async () => {
  const field = await write('Nora Vance')
  enter(field)
  await waitFor(() => expect(posted()).toEqual([['parties', 'Nora Vance']]))
  expect(stage.writes()[0]?.body.kind).toBe('person')
})

test('a promise can be made a plain note', async () => {
  const field = await write('Petra Novak: will send the reel on Friday')
  fireEvent.click(await screen.findByText('Send the reel', { selector: '.add-chip' }))
  await screen.findByText(/word for word/)
  enter(field)
  await waitFor(() => expect(posted()).toEqual([['interactions', 'Petra Novak: will send the reel on Friday']]))
})
