import { expect, test } from 'vitest'
import type { Entry } from '../../../api/types.ts'
import { by_day, dot_of, line_of, outcome_of, words_of_entry, type Naming } from './entry.ts'

const today = '2026-11-24'
const names: Naming = { me: 'bea', short: (id) => ({ bea: 'Bea', ana: 'Ana', max: 'Max' })[id ?? ''] ?? '?', full: (id) => id ?? '', team: () => 'Service' }
const at = '2026-11-24T08:40:00.000000Z'
const touch = (also: Partial<Entry>): Entry => ({ kind: 'interaction', id: 'i', at, participants: [], ...also })
const said = (entry: Entry) => {
  const line = line_of(entry, names)
  return [line.who, line.verb, line.whom, line.channel && `· ${line.channel}`].filter(Boolean).join(' ')
}
const lukas = { party: 'l', name: 'Lukas Brandner' }

test.each([
  [touch({ channel: 'email', direction: 'in', participants: [{ ...lukas, role: 'from' }, { member: 'ana', role: 'to' }] }), 'Lukas Brandner wrote to Ana · Mail'],
  [touch({ channel: 'call', direction: 'in', minutes: 6, participants: [{ ...lukas, role: 'from' }, { member: 'ana', role: 'to' }] }), 'Lukas Brandner rang Ana · Call, 6 min'],
  [touch({ channel: 'call', direction: 'out', participants: [{ member: 'bea', role: 'from' }, { ...lukas, role: 'to' }] }), 'Bea rang Lukas Brandner · Call'],
  [touch({ channel: 'meeting', participants: [{ member: 'max', role: 'present' }, { ...lukas, role: 'present' }, { party: 'p', name: 'Petra Sorg', role: 'present' }] }), 'Max met Lukas Brandner and Petra Sorg · Meeting'],
  [touch({ channel: 'note', participants: [{ member: 'bea', role: 'present' }, { ...lukas, role: 'present' }] }), 'Bea noted'],
  [{ kind: 'promise', id: 'p', at, what: 'broke', who: { member: 'ana', name: 'Ana' } } as Entry, 'Ana broke a promise openly'],
  [{ kind: 'purchase', id: 'b', at, what: 'bought', who: { party: 'l', name: 'Brandner' } } as Entry, 'Brandner bought'],
])('%#: it reads as one says it', (entry, words) => expect(said(entry)).toBe(words))

test('whoever only got a copy is not said to be written to', () => {
  expect(said(touch({ channel: 'email', direction: 'out', participants: [{ member: 'bea', role: 'from' }, { ...lukas, role: 'to' }, { party: 'x', name: 'Petra Sorg', role: 'cc' }] }))).toBe('Bea wrote to Lukas Brandner · Mail')
})

const promised = (what: string, also: Partial<Entry> = {}): Entry => ({ kind: 'promise', id: 'p', at, what, promise: { id: 'p', promised_by: 'us', state: 'open', due_on: '2026-11-27', first_due_on: '2026-11-27' }, ...also })

test('a promise says by when, and how it ended', () => {
  expect(outcome_of(promised('promised'), today)).toEqual({ words: 'by Fri 27 Nov', tone: 'mute' })
  expect(outcome_of(promised('broke', { why: 'wrong date entered' }), today)).toEqual({ words: 'Promise broken: wrong date entered', tone: 'late' })
  expect(outcome_of(promised('renegotiated', { was_due_on: '2026-11-27', due_on: '2026-11-30', agreed_by: 'Lukas' }), today)?.words).toBe('From Fri 27 Nov to Mon 30 Nov; Lukas agreed.')
})
test('a broken promise keeps its red dot, and a kept one is half green until they say so', () => {
  expect([dot_of(promised('broke')), dot_of(promised('kept')), dot_of(promised('promised'))]).toEqual(['broken', 'half', 'plain'])
})
test('a purchase says its amount', () => expect(words_of_entry({ kind: 'purchase', id: 'b', at, purchase: { amount: { minor: 44000, currency: 'EUR' }, external_id: '10248' } })).toBe('€440.00, order 10248'))
test('whoever waits for us is said to', () => expect(outcome_of(touch({ channel: 'email', waiting: true }), today)?.tone).toBe('due'))
test('one heading stands for a day', () => {
  const days = by_day([touch({ id: 'a' }), touch({ id: 'b', at: '2026-11-24T07:00:00.000000Z' }), touch({ id: 'c', at: '2026-11-23T09:00:00.000000Z' })])
  expect(days.map((day) => [day.day, day.entries.length])).toEqual([['2026-11-24', 2], ['2026-11-23', 1]])
})
