import type { Day, Instant } from '../base/days.ts'
import type { Money } from '../base/money.ts'

/** The nouns of the API as the page uses them. */
export type Id = string

export type Record_ = { id: Id; version: number; created_at?: Instant; updated_at?: Instant; removed_at?: Instant }

export type Member = Record_ & {
  name: string
  email: string
  title?: string
  is_admin: boolean
  state: 'invited' | 'active' | 'left'
  initials?: string
}
export type Team = Record_ & { name: string; members: Id[] }
export type Company = { name: string; time_zone: string; currency: string; locale?: string }
export type Me = { member: Member; company: Company; today: Day; now: Instant; live: string; sample_company: boolean }
export type Session = { id: Id; created_at: Instant; last_seen_at: Instant; user_agent?: string; current: boolean }
export type Token = { id: Id; name: string; scope: 'read' | 'write'; expires_on?: Day; token?: string; last_used_at?: Instant }

export type PartyKind = 'person' | 'organisation' | 'household'
export type HandleKind = 'email' | 'phone' | 'web' | 'social'
export type Handle = { kind: HandleKind; value: string; label?: string; preferred?: boolean; consent?: { given_on: Day; words?: string } }
export type ReachChannel = 'email' | 'phone' | 'message' | 'letter' | 'portal' | 'in_person'
export type Reach = { channel: ReachChannel; hours?: string }
export type Role = 'customer' | 'lead' | 'partner' | 'supplier'
export type Party = Record_ & {
  kind: PartyKind
  name: string
  about?: string
  handles?: Handle[]
  reach?: Reach
  roles?: Role[]
  customer_since?: Day
  country?: string
  city?: string
  address?: string
  source?: { import?: Id; row?: number }
  row?: PartyRow
  possible_duplicates?: { id: Id; name: string }[]
}
export type PartyRow = {
  care: { member?: Id; team?: Id; role?: string }[]
  last_touch?: { at: Instant; channel: Channel; words?: string }
  next_promise?: { id: Id; words: string; due_on: Day; state: PromiseState; late?: boolean }
  open_promises: number
}
export type PartyMin = { id: Id; name: string; kind?: PartyKind }

export type RelationshipKind = 'affiliation' | 'care' | 'household' | 'tie'
/** `party` is the person, or who is cared for; `other` the organisation, the household, the other end. */
export type Relationship = Record_ & {
  kind: RelationshipKind
  party: Id
  other?: Id
  member?: Id
  team?: Id
  role?: string
  since?: Day
  until?: Day
}
export type Known = { relationship: Relationship; party: PartyMin }

export type Channel = 'email' | 'call' | 'meeting' | 'message' | 'social' | 'portal' | 'visit' | 'note'
export type Participant = { party?: Id; member?: Id; team?: Id; name?: string; role?: 'from' | 'to' | 'cc' | 'present' }
export type Interaction = Record_ & {
  channel: Channel
  direction?: 'in' | 'out'
  at: Instant
  minutes?: number
  subject?: string
  body?: string
  participants: Participant[]
  waiting?: boolean
}
export type NewInteraction = {
  channel: Channel
  direction?: 'in' | 'out'
  at?: Instant
  minutes?: number
  subject?: string
  body: string
  participants: Participant[]
  waiting?: boolean
}

export type PromiseState = 'open' | 'kept' | 'broken' | 'withdrawn'
export type Told = 'by_phone' | 'by_mail' | 'in_person' | 'by_portal' | 'not_yet'
/** The screen says promise; `Promise` is the language's own word. */
export type CustomerPromise = Record_ & {
  promised_to: Id
  made_by?: Id
  promised_by: 'us' | 'them'
  words: string
  due_on: Day
  first_due_on?: Day
  state: PromiseState
  kept_on?: Day
  told?: Told
  told_at?: Instant
  note?: string
  agreed_by?: string
  why?: string
  late?: boolean
  from_interaction?: Id
  party?: PartyMin
}
export type NewPromise = { words: string; due_on: Day; promised_by?: 'us' | 'them'; made_by?: Id; from_interaction?: Id }

export type Purchase = Record_ & { party: Id; bought_on: Day; amount: Money; external_id?: string; product?: string; campaign?: string; source?: string }
export type PurchaseTotal = { count: number; amounts: Money[] }

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

export type View = Record_ & { name: string; screen: string; query: { filter?: { [field: string]: string }; sort?: string }; mine?: boolean }
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
