import { Switch } from '@mantine/core'
import { say } from '../base/say.ts'
import { useStore } from '../base/store.ts'
import { Kbd } from '../ui/bits.tsx'
import { Overlay } from '../ui/overlay.tsx'
import { key_words, single_keys_on, useAllActions } from './actions.ts'
import { layer } from './layers.ts'
import './palette.css'

/** The list of keys is printed from the same table that the keyboard reads. */
export default function Keys() {
  const actions = useAllActions().filter((action) => action.key)
  const groups = [...new Set(actions.map((action) => action.group))]
  const on = useStore(single_keys_on)
  return (
    <Overlay opened onClose={() => layer.set(null)} label={say('All keys')} width={720}>
      <div className="keys">
        <h2>{say('All keys')}</h2>
        <Switch data-autofocus label={say('Single keys such as C, J and X')} description={say('Switch them off if you speak to your computer or press keys by accident. Ctrl keys stay.')} checked={on} onChange={(event) => single_keys_on.set(event.currentTarget.checked)} />
        <div className="keys-groups">
          {groups.map((group) => (
            <section key={group} className="keys-group" aria-label={group}>
              <h3>{group}</h3>
              <ul>
                {actions.filter((action) => action.group === group).map((action) => (
                  <li key={action.id + action.key}>
                    <span>{action.words}</span>
                    <span className="chord">{key_words(action.key ?? '').map((key, index) => <Kbd key={index}>{key}</Kbd>)}</span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </Overlay>
  )
}
