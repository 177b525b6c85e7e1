import type { Handle, HandleKind, Party, PartyKind, Reach, ReachChannel } from '../../../api/types.ts'
import { say } from '../../../base/say.ts'

export function kind_word(kind: PartyKind | undefined): string {
  switch (kind) {
    case 'person':
      return say('person')
    case 'organisation':
      return say('firm')
    case 'household':
      return say('household')
    case undefined:
      return ''
  }
}

const reach_words: [ReachChannel, string, RegExp][] = [
  ['phone', 'Phone', /^(?:phone|tel(?:ephone)?|call|ring)\b/i],
  ['email', 'Mail', /^(?:e-?mail|mail)\b/i],
  ['message', 'Message', /^(?:message|text|sms|chat|whatsapp)\b/i],
  ['letter', 'Letter', /^(?:letter|post)\b/i],
  ['portal', 'Portal', /^portal\b/i],
  ['in_person', 'In person', /^(?:in person|visit|personally)\b/i],
]

/** "Phone, after 14:00" */
export function reach_text(reach: Reach | undefined): string {
  if (!reach) return ''
  const words = say(reach_words.find(([channel]) => channel === reach.channel)?.[1] ?? reach.channel)
  return reach.hours ? `${words}, ${reach.hours}` : words
}

/** The other way round. Undefined when the channel is not understood, null when there is nothing. */
export function read_reach(text: string): Reach | null | undefined {
  const words = text.trim()
  if (!words) return null
  const found = reach_words.find(([, , pattern]) => pattern.test(words))
  if (!found) return undefined
  const hours = words.replace(found[2], '').replace(/^[\s,:;-]+/, '')
  return hours ? { channel: found[0], hours } : { channel: found[0] }
}

/** What kind of address somebody typed. */
export function read_handle(text: string): Handle | undefined {
  const value = text.trim()
  const kind: HandleKind | undefined = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
    ? 'email'
    : /^[+(\d][\d\s()/.-]{4,}$/.test(value)
      ? 'phone'
      : /^@\w/.test(value)
        ? 'social'
        : /^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)+(?:\/\S*)?$/.test(value)
          ? 'web'
          : undefined
  return kind && { kind, value }
}

export function handle_word(kind: HandleKind): string {
  switch (kind) {
    case 'email':
      return say('Mail')
    case 'phone':
      return say('Phone')
    case 'web':
      return say('Web')
    case 'social':
      return say('Social')
  }
}

export function where_text(party: Party): string {
  return [party.city, party.country].filter(Boolean).join(', ')
}

/** "Graz, Austria" back into its two parts. */
export function read_where(text: string): { city: string | null; country: string | null } {
  const [city = '', ...rest] = text.split(',').map((part) => part.trim())
  return { city: city || null, country: rest.join(', ') || null }
}
