import type { Day, Instant } from '../base/days.ts'
import type { components } from './schema.d.ts'

/**
 * The nouns of the API as the page uses them. Records come from the contract (`npm run api` prints schema.d.ts from
 * openapi.json); what the answers of whole screens add to them stands here.
 */
export type Id = string
type Schemas = components['schemas']
/** Every record that is read has a version. */
type Stamped<Name extends keyof Schemas> = Schemas[Name] & { version: number }

export type Record_ = { id: Id; version: number; created_at?: Instant; updated_at?: Instant; removed_at?: Instant }

export type Member = Stamped<'Member'> & { initials?: string }
export type Team = Stamped<'Team'>
export type Company = { name: string; time_zone: string; currency: string; locale?: string }
export type Me = { member: Member; company: Company; today: Day; now: Instant; live: string; sample_company: boolean }
export type Session = Schemas['SessionShown']
export type Token = Schemas['Token'] & { token?: string }

export type Handle = Schemas['Handle']
export type HandleKind = Handle['kind']
export type Reach = Schemas['Reach']
export type ReachChannel = Reach['channel']
export type Party = Stamped<'Party'> & { row?: PartyRow; possible_duplicates?: { id: Id; name: string }[] }
export type PartyKind = Party['kind']
export type Role = NonNullable<Party['roles']>[number]
export type PartyRow = {
  care: { member?: Id; team?: Id; role?: string }[]
  last_touch?: { at: Instant; channel: Channel; words?: string }
  next_promise?: { id: Id; words: string; due_on: Day; state: PromiseState; late?: boolean }
  open_promises: number
}
export type PartyMin = { id: Id; name: string; kind?: PartyKind }

/** `party` is the person, or who is cared for; `other` the organisation, the household, the other end. */
export type Relationship = Stamped<'Relationship'>
export type Known = { relationship: Relationship; party: PartyMin }

export type Interaction = Stamped<'Interaction'>
export type Channel = Interaction['channel']
export type Participant = Schemas['Participant'] & { name?: string }
export type NewInteraction = Schemas['NewInteraction']

/** The screen says promise; `Promise` is the language's own word. Whether it is late is the server's word. */
export type CustomerPromise = Stamped<'Promise'> & { late?: boolean; agreed_by?: string; party?: PartyMin }
export type PromiseState = CustomerPromise['state']
export type Told = NonNullable<CustomerPromise['told']>
export type NewPromise = Schemas['NewPromise']

export type Purchase = Stamped<'Purchase'>
export type PurchaseTotal = Schemas['PurchaseTotal']

export type EntryKind = 'interaction' | 'promise' | 'purchase' | 'comment' | 'party' | 'relationship'
export type Who = { member?: Id; party?: Id; team?: Id; name?: string }
export type Entry = {
  kind: EntryKind
  id: Id
  at: Instant
  words?: string
  channel?: Channel
  direction?: 'in' | 'out'
  minutes?: number
  subject?: string
  waiting?: boolean
  what?: string
  who?: Who
  participants?: Participant[]
  promise?: Pick<CustomerPromise, 'id' | 'promised_by' | 'state' | 'due_on' | 'first_due_on' | 'kept_on' | 'told'>
  /** Of a promise's step: why it broke, what was said when it was kept, who agreed to move it and from which day. */
  why?: string
  note?: string
  agreed_by?: string
  was_due_on?: Day
  due_on?: Day
  purchase?: Partial<Purchase>
  party?: PartyMin
  via?: PartyMin
  version?: number
}

export type Notice = { id: Id; words: string; member?: Id; name?: string; at?: Instant }
export type Carer = { member?: Id; team?: Id; name?: string; relationship: Id; role?: string; version: number }
export type PartyPage = {
  party: Party
  since?: Day
  dealt_with: { count: number; year: number; members: { member: Id; touches: number }[] }
  promises: CustomerPromise[]
  kept: { kept: number; of: number }
  care: Carer[]
  people: Known[]
  organisations: Known[]
  household: Known[]
  ties?: Known[]
  here?: Id[]
  timeline: Page<Entry>
  notices: Notice[]
}

export type Waiting = Interaction & { party: PartyMin }
export type Today = {
  day: Day
  greeting_name: string
  promises: CustomerPromise[]
  untold: CustomerPromise[]
  awaited?: CustomerPromise[]
  notices?: (Notice & { party?: PartyMin })[]
  waiting: Waiting[]
  since: Entry[]
  late: number
  due_today: number
  done: boolean
}

export type View = Stamped<'SavedView'>
export type Hit = { noun: string; id: Id; title: string; about?: string; kind?: PartyKind; party?: Id; score?: number }

export type ImportState = 'mapping' | 'previewed' | 'running' | 'done' | 'failed' | 'undoing' | 'undone'
export type ImportKind = 'parties' | 'members' | 'purchases' | 'auto'
export type Import = Record_ & {
  file: Id
  name?: string
  kind: ImportKind
  state: ImportState
  columns: { name: string; samples: string[]; field?: string | null }[]
  fields: { name: string; words: string; required?: boolean }[]
  rows: number
  preview?: { new: number; same: number; changed: number; conflicts: number; bad: number }
  progress?: { done: number; total: number }
  currency?: string
  /** What happens to a row whose address stands on somebody who is here already. */
  matching?: 'ask' | 'join' | 'make_new'
  /** Records that stayed when it was taken back, because someone had gone on with them. */
  kept?: number
  /** What is missing, or why it failed. */
  why?: string
}
export type KeptRecord = { noun: string; id: Id; why: string }

export type HistoryItem = {
  event: Id
  type: string
  at: Instant
  actor?: { member?: Id; name?: string }
  before?: { [field: string]: unknown }
  after?: { [field: string]: unknown }
  object?: { noun: string; id: Id }
}

export type Page<Item> = { items: Item[]; next_cursor?: string }

export type Problem = {
  title?: string
  status?: number
  code?: string
  detail?: string
  errors?: { pointer: string; detail: string }[]
  current?: unknown
}
