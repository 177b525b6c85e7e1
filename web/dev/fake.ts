import type { CustomerPromise, Entry, Hit, Import, Interaction, Member, Participant, Party, PartyPage, View } from '../api/types.ts'

/**
 * A small company that lives in memory, for looking at screens and for component tests. It answers like the server as
 * far as the page asks, and is never part of what is shipped.
 */
type Answer = { status: number; body?: unknown }
type Touch = Omit<Interaction, 'participants'> & { participants: Participant[] }
const today = '2026-11-24'
let counter = 0
const id = () => `f${String(++counter).padStart(12, '0')}`
const base = () => ({ id: id(), version: 1, created_at: `${today}T08:00:00.000000Z`, updated_at: `${today}T08:00:00.000000Z` })
const at = (day: string, time: string) => `${day}T${time}:00.000000Z`

export function make_company() {
  const member = (name: string, title: string, is_admin = false): Member => ({ ...base(), name, email: name.split(' ')[0]?.toLowerCase() + '@kesselhaus.example', title, is_admin, state: 'active', initials: name.split(' ').map((word) => word[0]).join('') })
  const bea = member('Bea Auer', 'Account lead', true)
  const ana = member('Ana Reyes', 'Service')
  const jonas = member('Jonas Weber', 'Delivery')
  const mira = member('Mira Okafor', 'Delivery')
  const max = member('Max Tauber', 'Sales')
  const members = [bea, ana, jonas, mira, max]
  const teams = [{ ...base(), name: 'Service', members: [ana.id] }, { ...base(), name: 'Sales', members: [max.id, bea.id] }]
  const parties: Party[] = []
  const add = (party: Partial<Party> & { name: string }): Party => {
    const made = { ...base(), kind: 'organisation', handles: [], roles: ['customer'], ...party } as Party
    parties.push(made)
    return made
  }
  const bakery = add({ name: 'Brandner Bakeries', city: 'Steyr', country: 'Austria', customer_since: '2023-03-01', reach: { channel: 'phone', hours: 'after 14:00' }, handles: [{ kind: 'phone', value: '+43 7252 880', preferred: true }, { kind: 'email', value: 'lukas@brandner.example' }], about: 'Three generations; screens in every shop.' })
  const lukas = add({ kind: 'person', name: 'Lukas Brandner' })
  const ruth = add({ kind: 'person', name: 'Ruth Brandner' })
  const petra = add({ kind: 'person', name: 'Petra Sorg' })
  const novak = add({ kind: 'person', name: 'Petra Novak' })
  const names: [string, Party['kind'], string, string][] = [['Wren & Partners', 'organisation', 'Vienna', 'Austria'], ['Okafor household', 'household', 'Linz', 'Austria'], ['Helios Solar', 'organisation', 'Graz', 'Austria'], ['Novak household', 'household', 'Wels', 'Austria'], ['Lindqvist Dental', 'organisation', 'Uppsala', 'Sweden'], ['Haus Sonne', 'organisation', 'Linz', 'Austria'], ['Ilse Brandner', 'person', 'Steyr', 'Austria'], ['Quarry Climbing', 'organisation', 'Salzburg', 'Austria'], ['Marlow household', 'household', 'Vienna', 'Austria'], ['Tandem Agency', 'organisation', 'Munich', 'Germany'], ['Delft Ceramics', 'organisation', 'Delft', 'Netherlands'], ['Port Choir', 'organisation', 'Hamburg', 'Germany']]
  const more = names.map(([name, kind, city, country]) => add({ name, kind, city, country, reach: { channel: 'email' } }))
  for (let n = 1; n <= 320; n++) add({ name: `Workshop ${n}`, city: 'Vienna' })
  const promises: CustomerPromise[] = []
  const promise = (to: Party, by: Member, words: string, due_on: string, also: Partial<CustomerPromise> = {}) => promises.push({ ...base(), promised_to: to.id, made_by: by.id, promised_by: 'us', words, due_on, first_due_on: due_on, state: 'open', late: due_on < today && !also.state, party: { id: to.id, name: to.name, kind: to.kind }, ...also })
  const [wren, , helios, novaks, dental, sonne] = more as [Party, Party, Party, Party, Party, Party]
  promise(helios, bea, 'Correct the invoice to two films', '2026-11-23')
  promise(bakery, bea, 'Say sorry to Ruth in person', today)
  promise(novaks, bea, 'Spell the guests’ names as on the card', today)
  promise(wren, bea, 'Three dates for the interviews', today)
  promise(dental, jonas, 'Croatian subtitles', '2026-11-22', { state: 'kept', told: 'not_yet', kept_on: today })
  promise(sonne, mira, 'Rough cut for the open day', '2026-11-25')
  promise(helios, bea, 'Quote for twelve training clips', '2026-11-30')
  promise(bakery, jonas, 'Second cut, quieter music', '2026-11-23', { state: 'kept', told: 'by_mail', kept_on: '2026-11-23' })
  promise(bakery, max, 'Offer for three Advent films', '2026-11-27')
  promise(bakery, ana, 'Greeting for Ruth’s 70th', '2026-11-17', { state: 'broken', why: 'wrong date entered' })
  promise(bakery, bea, 'New logo as a file', '2026-11-30', { promised_by: 'them' })
  const interactions: Touch[] = []
  const touch = (day: string, time: string, channel: Interaction['channel'], direction: 'in' | 'out' | undefined, ours: Member, theirs: Party, body: string, also: Partial<Interaction> = {}) => interactions.push({ ...base(), channel, direction, at: at(day, time), body, participants: [{ member: ours.id, role: direction === 'in' ? 'to' : 'from' }, { party: theirs.id, name: theirs.name, role: direction === 'in' ? 'from' : 'to' }], ...also })
  touch(today, '08:40', 'email', 'in', ana, lukas, '“She stood in front of it with her coffee for a quarter of an hour. Thank you for putting it right.”')
  touch('2026-11-23', '16:10', 'portal', 'out', jonas, lukas, 'Shop film, music two steps quieter, as Lukas asked.')
  touch('2026-11-17', '11:20', 'call', 'in', ana, lukas, '“The greeting for my mother is not on the screen.” We had it down for the 27th. Ana said so at once and offered Wednesday, all shops, all day; he agreed.', { minutes: 6 })
  touch('2026-11-16', '14:30', 'meeting', undefined, max, lukas, 'Three films of 20 seconds for Advent; they decide by 1 December.')
  touch('2026-11-03', '10:15', 'call', 'out', jonas, petra, 'Screens now run from 6:00 to 19:00. Promised: a greeting for Ruth’s 70th on every shop screen.', { minutes: 11 })
  touch('2026-10-12', '14:20', 'call', 'in', bea, lukas, '“After two the ovens are off and I can hear you.” Linz has opened; he would like a film that shows the night shift.', { minutes: 9 })
  for (let n = 1; n < 40; n++) touch(`2026-0${1 + (n % 9)}-1${n % 9}`, '09:30', 'email', 'out', bea, lukas, 'Dates for the shop film, and who of us will come.')
  const waiting = [
    { ...base(), channel: 'email' as const, direction: 'in' as const, at: at(today, '07:00'), body: 'Can the grandparents have it on a DVD? They have no computer.', participants: [], waiting: true, party: { id: novak.id, name: 'Petra Novak' } },
    { ...base(), channel: 'email' as const, direction: 'in' as const, at: at(today, '07:15'), body: 'Could you cut 20 seconds out of it before the fair?', participants: [], waiting: true, party: { id: helios.id, name: 'Helios Solar' } },
  ]
  const views: View[] = []
  const imports: Import[] = []
  return { today, me: bea, members, teams, parties, promises, interactions, waiting, views, imports, bakery, people: [lukas, ruth, petra], ana, max }
}

export type FakeCompany = ReturnType<typeof make_company>

function entries(company: FakeCompany, party: Party): Entry[] {
  const of_party = [party.id, ...(party.id === company.bakery.id ? company.people.map((one) => one.id) : [])]
  const touches: Entry[] = company.interactions
    .filter((one) => one.participants.some((participant) => participant.party && of_party.includes(participant.party)))
    .map((one) => ({ kind: 'interaction', id: one.id, at: one.at, words: one.body, channel: one.channel, direction: one.direction, minutes: one.minutes, what: one.channel, participants: one.participants, who: {}, version: one.version }))
  const promised: Entry[] = company.promises.filter((one) => one.promised_to === party.id).map((one) => ({ kind: 'promise', id: one.id, at: at(one.state === 'broken' ? '2026-11-17' : '2026-11-20', '09:05'), words: one.words, what: one.state === 'broken' ? 'broke' : one.state === 'kept' ? 'kept' : 'promised', who: { member: one.made_by }, why: one.why, promise: one }))
  return [...touches, ...promised].toSorted((a, b) => b.at.localeCompare(a.at))
}

function row_of(company: FakeCompany, party: Party): Party {
  const open = company.promises.filter((one) => one.promised_to === party.id && one.state === 'open').toSorted((a, b) => a.due_on.localeCompare(b.due_on))
  const last = entries(company, party).find((one) => one.kind === 'interaction')
  return { ...party, row: { care: party.id === company.bakery.id ? [{ member: company.ana.id }, { member: company.max.id }] : [{ member: company.me.id }], last_touch: last?.channel && { at: last.at, channel: last.channel, words: last.words }, next_promise: open[0], open_promises: open.length } }
}

function page_of(company: FakeCompany, party: Party): PartyPage {
  const all = entries(company, party)
  const is_bakery = party.id === company.bakery.id
  const jobs = ['runs the firm', 'founded it', 'shops and screens']
  return {
    party, since: party.customer_since, dealt_with: { count: is_bakery ? 4 : 0, year: 2026, members: is_bakery ? company.members.slice(0, 4).map((one, index) => ({ member: one.id, touches: 9 - index })) : [] },
    promises: company.promises.filter((one) => one.promised_to === party.id), kept: is_bakery ? { kept: 31, of: 33 } : { kept: 0, of: 0 },
    care: is_bakery ? [company.ana, company.max].map((one) => ({ relationship: id(), version: 1, member: one.id, name: one.name, role: one.title })) : [],
    people: is_bakery ? company.people.map((one, index) => ({ relationship: { ...base(), kind: 'affiliation' as const, party: one.id, other: party.id, role: jobs[index], since: '2023-03-01' }, party: { id: one.id, name: one.name, kind: one.kind } })) : [],
    organisations: [], household: [], here: is_bakery ? [company.ana.id, company.max.id] : [],
    timeline: { items: all.slice(0, 30), next_cursor: all.length > 30 ? '30' : undefined },
    notices: is_bakery ? [{ id: 'n', words: 'Max (Sales) spoke with Lukas about Christmas on Monday. Your idea from September stands beside his offer.', member: company.max.id }] : [],
  }
}

export function answer(company: FakeCompany, method: string, path: string, query: URLSearchParams, body: Record<string, unknown>): Answer {
  const [noun, key = '', part = ''] = path.split('/').filter(Boolean)
  const ok = (answered: unknown, status = 200): Answer => ({ status, body: answered })
  const party = company.parties.find((one) => one.id === key)
  const found = company.promises.find((one) => one.id === key)
  switch (`${method} ${noun}${key && (noun === 'parties' || noun === 'promises') ? (key === 'count' ? '/count' : '/:' + part) : key && noun === 'imports' ? '/:' + part : ''}`) {
    case 'GET me':
      return ok({ member: company.me, company: { name: 'Kesselhaus Film', time_zone: 'UTC', currency: 'EUR' }, today, now: at(today, '08:50'), live: '/api/v1/live', sample_company: true })
    case 'GET setup':
      return ok({ needed: false, company: 'Kesselhaus Film' })
    case 'GET members':
      return ok({ items: company.members })
    case 'GET teams':
      return ok({ items: company.teams })
    case 'GET views':
      return ok({ items: company.views })
    case 'GET sessions':
    case 'GET tokens':
      return ok({ items: [] })
    case 'GET imports':
      return ok({ items: company.imports })
    case 'GET today': {
      const due = company.promises.filter((one) => one.promised_by === 'us')
      return ok({ day: today, greeting_name: 'Bea', promises: due.filter((one) => one.state === 'open'), untold: due.filter((one) => one.state === 'kept' && one.told === 'not_yet'), waiting: company.waiting, since: entries(company, company.bakery).slice(0, 3).map((one) => ({ ...one, party: { id: company.bakery.id, name: company.bakery.name } })), late: 1, due_today: 3, done: false })
    }
    case 'GET search': {
      const q = (query.get('q') ?? '').toLowerCase()
      const hits: Hit[] = company.parties.filter((one) => one.name.toLowerCase().split(' ').some((word) => word.startsWith(q)) || one.name.toLowerCase().includes(q)).slice(0, 8).map((one) => ({ noun: 'party', id: one.id, title: one.name, kind: one.kind, about: one.name === 'Petra Sorg' ? 'Brandner Bakeries' : one.name === 'Petra Novak' ? 'Novak household' : undefined }))
      return ok({ items: hits })
    }
    case 'GET parties': {
      const kind = query.get('filter[kind]')
      const fitting = company.parties.filter((one) => !kind || one.kind === kind)
      const from = Number(query.get('cursor') ?? 0)
      const size = Number(query.get('limit') ?? 50)
      return ok({ items: fitting.slice(from, from + size).map((one) => row_of(company, one)), next_cursor: from + size < fitting.length ? String(from + size) : undefined })
    }
    case 'GET parties/count': {
      const kind = query.get('filter[kind]')
      return ok({ count: company.parties.filter((one) => !kind || one.kind === kind).length })
    }
    case 'GET parties/:page':
      return party ? ok(page_of(company, party)) : { status: 404, body: { code: 'not_found', detail: 'This customer is not here. They may have been removed.' } }
    case 'GET parties/:timeline':
      return party ? ok({ items: entries(company, party).slice(Number(query.get('cursor') ?? 0)) }) : { status: 404 }
    case 'GET parties/:history':
      return ok([{ event: id(), type: 'parties.changed', at: at(today, '08:00'), actor: { name: 'Ana Reyes' }, before: { city: 'Linz' }, after: { city: 'Steyr' } }])
    case 'GET parties/:purchases':
      return part === 'purchases' && path.endsWith('total') ? ok({ count: 12, amounts: [{ minor: 1844000, currency: 'EUR' }] }) : ok({ items: [{ ...base(), party: key, bought_on: '2026-10-02', amount: { minor: 440000, currency: 'EUR' }, product: 'Shop film' }] })
    case 'GET parties/:promises':
      return ok({ items: company.promises.filter((one) => one.promised_to === key) })
    case 'PATCH parties/:': {
      if (!party) return { status: 404 }
      Object.assign(party, body, { version: party.version + 1 })
      return ok(party)
    }
    case 'POST parties': {
      const made = { ...base(), handles: [], roles: [], ...body } as unknown as Party
      company.parties.push(made)
      return ok(made, 201)
    }
    case 'POST parties/:promises': {
      const made = { ...base(), promised_to: key, made_by: company.me.id, promised_by: 'us', state: 'open', party: { id: key, name: party?.name ?? '' }, ...body } as unknown as CustomerPromise
      company.promises.push(made)
      return ok(made, 201)
    }
    case 'POST interactions': {
      const made = { ...base(), at: at(today, '08:50'), participants: [], ...body } as unknown as Touch
      made.participants = [{ member: company.me.id, role: 'from' }, ...made.participants.map((one) => ({ ...one, name: company.parties.find((other) => other.id === one.party)?.name }))]
      company.interactions.unshift(made)
      return ok(made, 201)
    }
    case 'PUT promises/:keeping':
      if (found) Object.assign(found, { state: 'kept', told: body.told, version: found.version + 1 })
      return ok(found)
    case 'DELETE promises/:keeping':
      if (found) Object.assign(found, { state: 'open', told: undefined, version: found.version + 1 })
      return ok(found)
    case 'POST files':
      return ok({ id: id(), name: query.get('name'), size: 1, type: 'text/csv' }, 201)
    case 'POST imports': {
      const column = (name: string, field: string | null, ...samples: string[]) => ({ name, field, samples })
      const made: Import = {
        ...base(), file: String(body.file), name: 'northwind_customers.csv', kind: 'parties', state: 'previewed', rows: 91, preview: { new: 88, same: 0, changed: 0, conflicts: 0, bad: 3 },
        columns: [column('customer_id', 'external_id', 'ALFKI', 'ANATR', 'ANTON'), column('company_name', 'company_name', 'Alfreds Futterkiste', 'Ana Trujillo Emparedados y helados'), column('contact_name', 'contact_name', 'Maria Anders', 'Ana Trujillo'), column('contact_title', 'contact_title', 'Sales Representative', 'Owner'), column('city', 'city', 'Berlin', 'México D.F.'), column('fax', null, '030-0076545', '(5) 555-3745')],
        fields: [{ name: 'external_id', words: 'their number' }, { name: 'company_name', words: 'name of the firm', required: true }, { name: 'contact_name', words: 'name of the person' }, { name: 'contact_title', words: 'what the person does' }, { name: 'city', words: 'city' }],
      }
      company.imports.unshift(made)
      return ok(made, 201)
    }
    case 'GET imports/:': {
      const one = company.imports.find((other) => other.id === key)
      if (one?.state === 'running') one.state = 'done'
      return one ? ok(one) : { status: 404 }
    }
    case 'PUT imports/:running':
    case 'DELETE imports/:running': {
      const one = company.imports.find((other) => other.id === key)
      if (one) one.state = method === 'PUT' ? 'running' : 'undone'
      return ok(one)
    }
    case 'POST views': {
      const made = { ...base(), ...body } as unknown as View
      company.views.push(made)
      return ok(made, 201)
    }
    default:
      return { status: 404, body: { code: 'not_found', detail: `The fake company does not know ${method} ${path}.` } }
  }
}
