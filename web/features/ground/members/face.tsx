import { useNames } from './members.ts'
import type { Id } from '../../../api/types.ts'

/** A colleague as two letters, never coloured and never overlapping. */
export function Face({ member, big }: { member: Id; big?: boolean }) {
  const names = useNames()
  const name = names.full(member)
  return (
    <span className={big ? 'face big' : 'face'} role="img" aria-label={name} title={name}>
      {names.initials(member)}
    </span>
  )
}

export function Faces({ members, most = 4, big }: { members: Id[]; most?: number; big?: boolean }) {
  const shown = [...new Set(members)].slice(0, most)
  const more = members.length - shown.length
  return (
    <span className="faces">
      {shown.map((member) => (
        <Face key={member} member={member} big={big} />
      ))}
      {more > 0 && <span className="small mute">+{more}</span>}
    </span>
  )
}
