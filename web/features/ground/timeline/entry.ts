import type { Channel, Entry, Id, Participant } from '../../../api/types.ts'
import { day_of, due_word, short_day, type Day } from '../../../base/days.ts'
import { money_words } from '../../../base/money.ts'
import { and_list, say } from '../../../base/say.ts'

export const channels: Channel[] = ['call', 'email', 'meeting', 'visit', 'message', 'note', 'portal', 'social']

export function channel_word(channel: Channel): string {
  switch (channel) {
    case 'email':
      return say('Mail')
    case 'call':
      return say('Call')
    case 'meeting':
      return say('Meeting')
    case 'message':
      return say('Message')
    case 'social':
      return say('Social')
    case 'portal':
      return say('Portal')
    case 'visit':
      return say('Visit')
    case 'note':
      return say('Note')
  }
}

/** A line as it is read: who, did what, to whom, over which channel. Names are set apart so that they can stand bold. */
export type Line = { who: string; verb: string; whom: string; channel: string; to_us: boolean }
export type Naming = { me?: Id; short: (id?: Id) => string; full: (id?: Id) => string; team: (id?: Id) => string }

function verb(channel: Channel, has_whom: boolean): string {
  switch (channel) {
    case 'email':
    case 'message':
    case 'portal':
    case 'social':
      return has_whom ? say('wrote to') : say('wrote')
    case 'call':
      return has_whom ? say('rang') : say('had a call')
    case 'meeting':
      return has_whom ? say('met') : say('had a meeting')
    case 'visit':
      return has_whom ? say('visited') : say('went on a visit')
    case 'note':
      return say('noted')
  }
}

export function line_of(entry: Entry, names: Naming): Line {
  const name = (one: Participant | undefined) => (one?.member ? names.short(one.member) : one?.team ? names.team(one.team) : (one?.name ?? ''))
  const by = entry.who?.member ? names.short(entry.who.member) : (entry.who?.name ?? '')
  if (entry.kind === 'interaction' && entry.channel) {
    const all = entry.participants ?? []
    const ours = all.filter((one) => one.member || one.team)
    const theirs = all.filter((one) => one.party)
    const came_in = entry.direction === 'in'
    const from = (came_in ? theirs : ours).filter((one) => one.role === 'from')
    const who = (from.length ? from : came_in ? theirs.slice(0, 1) : ours.slice(0, 1)).map(name).filter(Boolean)
    const whom = (came_in ? ours : theirs).filter((one) => one.role !== 'cc').map(name).filter(Boolean)
    const shown_whom = entry.channel === 'note' ? [] : whom
    const minutes = entry.minutes ? `, ${say('{n} min', { n: entry.minutes })}` : ''
    return {
      who: and_list(who) || by || say('Somebody'),
      verb: verb(entry.channel, shown_whom.length > 0),
      whom: and_list(shown_whom.slice(0, 4)),
      channel: entry.channel === 'note' ? '' : channel_word(entry.channel) + minutes,
      to_us: came_in,
    }
  }
  return { who: by || say('Somebody'), verb: entry_verb(entry), whom: '', channel: '', to_us: false }
}

const verbs: Record<string, string> = {
  promised: 'promised', kept: 'kept a promise', broke: 'broke a promise openly', renegotiated: 'agreed on another day', withdrew: 'no longer wanted it',
  bought: 'bought', commented: 'wrote a comment', reopened: 'opened a promise again', made: 'added them', joined: 'joined', left: 'left',
}

function entry_verb(entry: Entry): string {
  const known = entry.what && verbs[entry.what]
  if (known) return say(known)
  if (entry.what) return entry.what.replaceAll('_', ' ')
  switch (entry.kind) {
    case 'promise':
      return say('promised')
    case 'purchase':
      return say('bought')
    case 'comment':
      return say('wrote a comment')
    case 'party':
      return say('changed what we know')
    case 'relationship':
      return say('changed who belongs to them')
    case 'interaction':
      return say('noted')
  }
}

/** What was said or done, as it was written. */
export function words_of_entry(entry: Entry): string {
  if (entry.kind === 'purchase' && entry.purchase?.amount) {
    const what = entry.purchase.product ?? (entry.purchase.external_id ? say('order {number}', { number: entry.purchase.external_id }) : entry.words ?? '')
    return `${money_words(entry.purchase.amount)}${what ? ', ' + what : ''}`
  }
  return entry.words ?? ''
}

export type Outcome = { words: string; tone: 'kept' | 'late' | 'due' | 'mute' } | undefined

/** The last line of an entry: how it stands now. Nothing vanishes, a mended promise keeps its red line. */
export function outcome_of(entry: Entry, today: Day): Outcome {
  if (entry.kind === 'promise' && entry.promise) {
    const promise = entry.promise
    switch (entry.what) {
      case 'kept':
        return entry.note ? { words: entry.note, tone: 'kept' } : undefined
      case 'broke':
        return { words: entry.why ? say('Promise broken: {why}', { why: entry.why }) : say('Promise broken.'), tone: 'late' }
      case 'withdrew':
        return entry.why ? { words: entry.why, tone: 'mute' } : undefined
      case 'renegotiated':
        return entry.was_due_on && entry.due_on ? { words: say('From {was} to {now}; {who} agreed.', { was: short_day(entry.was_due_on, today), now: short_day(entry.due_on, today), who: entry.agreed_by ?? say('they') }), tone: 'mute' } : undefined
      default:
        break
    }
    switch (promise.state) {
      case 'open': {
        const due = due_word(promise.due_on, today)
        return { words: due.tone === 'late' ? due.words : say('by {day}', { day: due.tone === 'due' ? say('today') : short_day(promise.due_on, today) }), tone: due.tone === 'later' ? 'mute' : due.tone }
      }
      case 'kept':
        return { words: promise.kept_on && promise.kept_on > promise.due_on ? say('Kept, late.') : say('Kept.'), tone: 'kept' }
      case 'broken':
        return { words: say('Broken, said openly.'), tone: 'late' }
      case 'withdrawn':
        return { words: say('No longer wanted.'), tone: 'mute' }
    }
  }
  if (entry.waiting) return { words: say('They wait for our answer.'), tone: 'due' }
  return undefined
}

export type Dot = 'plain' | 'half' | 'whole' | 'broken'
export function dot_of(entry: Entry): Dot {
  if (entry.kind !== 'promise') return 'plain'
  if (entry.what === 'kept') return entry.promise?.told === 'by_portal' || entry.promise?.promised_by === 'them' ? 'whole' : 'half'
  if (entry.what === 'broke') return 'broken'
  return 'plain'
}

export type DayGroup = { day: Day; entries: Entry[] }

/** One heading per day, in the order they came. */
export function by_day(entries: Entry[]): DayGroup[] {
  const groups: DayGroup[] = []
  for (const entry of entries) {
    const day = day_of(entry.at)
    const last = groups.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else groups.push({ day, entries: [entry] })
  }
  return groups
}
