import { useId, useState } from 'react'
import type { Id, PartyKind } from '../../../api/types.ts'
import { say } from '../../../base/say.ts'
import { useSearch } from './search.ts'

export type Picked = { id?: Id; name: string; kind?: PartyKind }

/** Finds somebody by name, or takes the name as somebody new. */
export function PartyPicker({ label, kinds, may_be_new, onPick, autoFocus }: { label: string; kinds?: PartyKind[]; may_be_new?: boolean; onPick: (picked: Picked) => void; autoFocus?: boolean }) {
  const [words, set_words] = useState('')
  const [at, set_at] = useState(0)
  const list = useId()
  const hits = (useSearch(words, 'party', 12).data ?? []).filter((hit) => hit.noun === 'party' && (!kinds || !hit.kind || kinds.includes(hit.kind))).slice(0, 6)
  const choices: Picked[] = words.trim() ? [...hits.map((hit) => ({ id: hit.id, name: hit.title, kind: hit.kind })), ...(may_be_new ? [{ name: words.trim() }] : [])] : []
  const pick = (choice: Picked | undefined) => {
    if (!choice) return
    set_words('')
    onPick(choice)
  }
  return (
    <div className="picker">
      <input
        className="input" role="combobox" aria-label={label} placeholder={label} aria-expanded={choices.length > 0} aria-controls={list} aria-autocomplete="list" aria-activedescendant={choices.length ? `${list}-${at}` : undefined}
        autoFocus={autoFocus} value={words} autoComplete="off"
        onChange={(event) => { set_words(event.target.value); set_at(0) }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') { event.preventDefault(); set_at((now) => Math.min(now + 1, choices.length - 1)) }
          if (event.key === 'ArrowUp') { event.preventDefault(); set_at((now) => Math.max(now - 1, 0)) }
          if (event.key === 'Enter') { event.preventDefault(); pick(choices[at]) }
        }}
      />
      <ul id={list} role="listbox" className="picker-list" aria-label={label} hidden={choices.length === 0}>
        {choices.map((choice, index) => (
          <li key={choice.id ?? 'new'} id={`${list}-${index}`} role="option" aria-selected={index === at} className={index === at ? 'is-at' : ''} onMouseDown={(event) => { event.preventDefault(); pick(choice) }}>
            {choice.id ? choice.name : say('Add “{name}” as new', { name: choice.name })}
          </li>
        ))}
      </ul>
    </div>
  )
}
