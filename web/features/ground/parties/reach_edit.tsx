import { NotUnderstood } from '../../../api/ask.ts'
import type { Party } from '../../../api/types.ts'
import { say } from '../../../base/say.ts'
import { InlineEdit } from '../../../ui/inline_edit.tsx'
import { change_party } from './parties.ts'
import { reach_text, read_reach } from './party.ts'

export function ReachEdit({ party }: { party: Party }) {
  const save = (text: string, onto: Party) => {
    const reach = read_reach(text)
    if (reach === undefined) return Promise.reject(new NotUnderstood(say('Begin with phone, mail, message, letter, portal or in person.')))
    return change_party(onto, { reach }, say('how to reach {name}', { name: onto.name }))
  }
  return (
    <InlineEdit
      label={say('Reach {name} by', { name: party.name })} value={reach_text(party.reach)} placeholder={say('add a way')}
      hint={say('Because we then reach them the way they like. “Phone, after 14:00”')}
      save={(text) => save(text, party)} put_mine={(text, current) => save(text, current as Party)} words_of_current={(current) => reach_text((current as Party).reach) || say('nothing')}
    />
  )
}
