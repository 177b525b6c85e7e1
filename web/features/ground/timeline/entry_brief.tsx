import { Link } from 'wouter'
import type { Entry } from '../../../api/types.ts'
import { useNames } from '../members/members.ts'
import { dot_of, line_of, words_of_entry } from './entry.ts'

/** An entry in one or two lines, for lists that are not the timeline. */
export function EntryBrief({ entry }: { entry: Entry }) {
  const names = useNames()
  const line = line_of(entry, names)
  const words = words_of_entry(entry)
  const tone = { plain: '', half: 'kept', whole: 'kept', broken: 'late' }[dot_of(entry)]
  const whose = entry.party ?? entry.via
  const party = whose && ![line.who, line.whom].includes(whose.name) ? whose : undefined
  return (
    <>
      <p>
        <span className="strong">{line.who}</span> <span className={tone}>{line.verb}</span> {line.whom}
        {party && <>{' · '}<Link href={`/customers/${party.id}`} className="strong-name">{party.name}</Link></>}
      </p>
      {words && <p className="mute brief-words">{words}</p>}
    </>
  )
}
