import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { words_of } from '../../../api/ask.ts'
import type { Known, PartyPage } from '../../../api/types.ts'
import { month_words, type Day } from '../../../base/days.ts'
import { say } from '../../../base/say.ts'
import { Section } from '../../../ui/bits.tsx'
import { Choices } from '../../../ui/choices.tsx'
import { tell_done, tell_refused } from '../../../ui/undo.tsx'
import { Face } from '../members/face.tsx'
import { useMembers, useNames, useTeams } from '../members/members.ts'
import { PartyPicker, type Picked } from '../../overview/search/party_picker.tsx'
import { add_party } from '../parties/parties.ts'
import { affiliate, care, end_affiliation, ended, is_former, join_household, leave_care, person_named } from './relationships.ts'

const or_tell = (asked: Promise<unknown>) => void asked.catch((error: unknown) => tell_refused(words_of(error)))

/** Who belongs to them, from both sides: a firm's people, a person's firms, a household's members. */
export function PeoplePanel({ page, today }: { page: PartyPage; today: Day }) {
  const { party } = page
  const [adding, add] = useState(false)
  const [role, set_role] = useState('')
  const is_person = party.kind === 'person'
  const title = is_person ? say('Where they belong') : say('Who knows whom')
  const known = [...page.people, ...page.organisations, ...page.household, ...(page.ties ?? [])]
  const sorted = known.toSorted((a, b) => Number(is_former(a.relationship, today)) - Number(is_former(b.relationship, today)))
  const pick = async (picked: Picked) => {
    add(false)
    const as = role.trim() || undefined
    set_role('')
    if (party.kind === 'household') return join_household(party.id, await person_named(picked.name, picked.id), as, party.id)
    if (!is_person) return affiliate(await person_named(picked.name, picked.id), party.id, as, party.id)
    if (picked.kind === 'household') return join_household(picked.id ?? '', party.id, as, party.id)
    const organisation = picked.id ?? (await add_party({ kind: 'organisation', name: picked.name })).id
    return affiliate(party.id, organisation, as, party.id)
  }
  return (
    <Section title={title} after={<button type="button" className="link" onClick={() => add(!adding)}>{is_person ? say('Add a firm') : say('Add a person')}</button>}>
      {adding && (
        <div className="panel-form">
          <input className="input" aria-label={say('What they do there')} placeholder={is_person ? say('What they do there (optional)') : say('What this person does (optional)')} value={role} onChange={(event) => set_role(event.target.value)} />
          <PartyPicker autoFocus may_be_new label={is_person ? say('Name of the firm or household') : say('Name of the person')} kinds={is_person ? ['organisation', 'household'] : ['person']} onPick={(picked) => or_tell(pick(picked))} />
        </div>
      )}
      {known.length === 0 && !adding ? (
        <div className="empty"><p className="mute">{is_person ? say('The firms and households they belong to stand here.') : say('The people there, and who of us knows them, stand here.')}</p></div>
      ) : (
        <ul className="rows">{sorted.map((one) => <KnownRow key={one.relationship.id} known={one} page={page} today={today} />)}</ul>
      )}
    </Section>
  )
}

function KnownRow({ known, page, today }: { known: Known; page: PartyPage; today: Day }) {
  const tie = known.relationship
  const former = is_former(tie, today)
  const when = tie.until && former ? say('until {month}', { month: month_words(tie.until) }) : tie.since ? say('since {month}', { month: month_words(tie.since) }) : ''
  return (
    <li className={former ? 'row bleed known is-former' : 'row bleed known'} tabIndex={-1}>
      <Link href={`/customers/${known.party.id}`} className="strong-name">{known.party.name}</Link>
      <span className="s13 mute">{[tie.role, when].filter(Boolean).join(', ') || (tie.kind === 'household' ? say('of the household') : '')}</span>
      {tie.kind === 'affiliation' && (
        <Choices
          from_end className="icon-button row-menu" label={say('More to do with {name}', { name: known.party.name })}
          choices={[
            ...(former ? [] : [{ words: say('Left there today'), run: () => or_tell(ended(page.party.id, known, today)) }]),
            { words: say('Was never there'), run: () => or_tell(end_affiliation(page.party.id, tie).then(() => tell_done({ words: say('Removed the tie.') }))) },
          ]}
        >
          <IconDots size={16} aria-hidden />
        </Choices>
      )}
    </li>
  )
}

/** Nobody owns a customer; these serve them. Anyone may join. */
export function CarePanel({ page }: { page: PartyPage }) {
  const names = useNames()
  const members = useMembers().data ?? []
  const teams = useTeams().data ?? []
  const { party } = page
  const caring = new Set(page.care.flatMap((tie) => [tie.member, tie.team]))
  return (
    <Section
      title={say('Who cares for them')}
      after={
        <Choices
          from_end className="link"
          choices={[
            ...members.filter((one) => one.state === 'active' && !caring.has(one.id)).map((one) => ({ words: one.id === names.me ? say('Me') : one.name, run: () => or_tell(care(party.id, { member: one.id })) })),
            ...teams.filter((one) => !caring.has(one.id)).map((one) => ({ words: say('Team {name}', { name: one.name }), run: () => or_tell(care(party.id, { team: one.id })) })),
          ]}
        >
          {say('Add one of us')}
        </Choices>
      }
    >
      {page.care.length === 0 ? (
        <div className="empty"><p className="mute">{say('Nobody yet. Everyone here may see and help all the same.')}</p></div>
      ) : (
        <ul className="rows">
          {page.care.map((tie) => {
            const { member, team } = tie
            return (
              <li key={tie.relationship} className="row bleed carer" tabIndex={-1}>
                {member ? <Face member={member} /> : <span className="face" aria-hidden>{names.team(team).slice(0, 2).toUpperCase()}</span>}
                <span>{tie.name ?? (member ? names.full(member) : names.team(team))}</span>
                <span className="s13 mute">{tie.role}</span>
                <button type="button" className="link s13 row-menu" onClick={() => or_tell(leave_care(party.id, tie).then(() => tell_done({ words: say('No longer among those who care for them.'), undo: () => care(party.id, { member, team }, tie.role) })))}>{say('Leave')}</button>
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
