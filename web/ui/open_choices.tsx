import { Menu } from '@mantine/core'
import type { Choice, ChoicesProps } from './choices.tsx'

/** It stands inside the page's landmark, opens in the same frame, and puts the focus on its first entry. */
export default function OpenChoices({ label, className, choices, children, from_end, stays }: ChoicesProps) {
  return (
    <Menu defaultOpened position={from_end ? 'bottom-end' : 'bottom-start'} transitionProps={{ duration: 0 }} portalProps={{ target: '#content' }} withInitialFocusPlaceholder={false} closeOnItemClick={!stays} classNames={{ dropdown: 'menu-drop' }}>
      <Menu.Target>
        <button type="button" className={className} aria-label={label}>{children}</button>
      </Menu.Target>
      <Menu.Dropdown>{choices.map((choice, index) => <Entry key={index} choice={choice} />)}</Menu.Dropdown>
    </Menu>
  )
}

function Entry({ choice }: { choice: Choice }) {
  if (choice === 'line') return <Menu.Divider />
  if ('heading' in choice) return <Menu.Label>{choice.heading}</Menu.Label>
  if (choice.href) return <Menu.Item component="a" href={choice.href}>{choice.words}</Menu.Item>
  if (choice.checked === undefined) return <Menu.Item onClick={choice.run}>{choice.words}</Menu.Item>
  return (
    <Menu.Item role="menuitemcheckbox" aria-checked={choice.checked} leftSection={<span aria-hidden className="menu-check">{choice.checked ? '✓' : ''}</span>} onClick={choice.run}>
      {choice.words}
    </Menu.Item>
  )
}
