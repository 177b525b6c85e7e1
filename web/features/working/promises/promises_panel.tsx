import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../../../api/ask.ts'
import type { CustomerPromise, Page, PartyPage } from '../../../api/types.ts'
import type { Day } from '../../../base/days.ts'
import { say } from '../../../base/say.ts'
import { Bars, Kbd, Section } from '../../../ui/bits.tsx'
import { Overlay } from '../../../ui/overlay.tsx'
import { PromiseBrief } from './promise_row.tsx'

/** Ours to them, then theirs to us. What is done stays in sight for a while; nothing vanishes. */
export function PromisesPanel({ page, today, onPromise }: { page: PartyPage; today: Day; onPromise: () => void }) {
  const [all, show_all] = useState(false)
  const customer = page.party.name
  const order = (a: CustomerPromise, b: CustomerPromise) => Number(a.state !== 'open') - Number(b.state !== 'open') || (a.state === 'open' ? a.due_on.localeCompare(b.due_on) : b.due_on.localeCompare(a.due_on))
  const ours = page.promises.filter((one) => one.promised_by === 'us').toSorted(order)
  const theirs = page.promises.filter((one) => one.promised_by === 'them').toSorted(order)
  const { kept, of } = page.kept
  return (
    <Section title={say('Promises')} after={of > 0 ? <>{say('kept')} <button type="button" className="figure num" onClick={() => show_all(true)}>{say('{kept} of {of}', { kept, of })}</button></> : undefined}>
      {page.promises.length === 0 ? (
        <div className="empty">
          <p>{say('What you promise {name} stands here until it is kept.', { name: customer })}</p>
          <button type="button" className="button" onClick={onPromise}>{say('Make a promise')} <Kbd>P</Kbd></button>
        </div>
      ) : (
        <>
          {ours.length > 0 && <ul className="rows">{shown(ours).map((one) => <PromiseBrief key={one.id} promise={one} customer={customer} today={today} />)}</ul>}
          {theirs.length > 0 && (
            <>
              <h3 className="panel-sub small mute">{say('What they promised us')}</h3>
              <ul className="rows">{shown(theirs).map((one) => <PromiseBrief key={one.id} promise={one} customer={customer} today={today} />)}</ul>
            </>
          )}
        </>
      )}
      {all && <AllPromises page={page} today={today} onClose={() => show_all(false)} />}
    </Section>
  )
}

/** Every open one, and the four that were settled last. */
function shown(promises: CustomerPromise[]): CustomerPromise[] {
  const open = promises.filter((one) => one.state === 'open')
  return [...open, ...promises.filter((one) => one.state !== 'open').slice(0, 4)]
}

function AllPromises({ page, today, onClose }: { page: PartyPage; today: Day; onClose: () => void }) {
  const { party } = page
  const promises = useQuery({ queryKey: ['party', party.id, 'promises'], queryFn: () => get<Page<CustomerPromise>>('/parties/{party}/promises', { party: party.id }, { limit: 200 }).then((answer) => answer.items) })
  return (
    <Overlay opened onClose={onClose} label={say('Every promise between us and {name}', { name: party.name })} width={560}>
      <div className="ask">
        <h2>{say('Every promise between us and {name}', { name: party.name })}</h2>
        <p className="s13 mute">{say('{kept} of {of}: kept ones among those we kept or broke. Open ones and those no longer wanted do not count.', { kept: page.kept.kept, of: page.kept.of })}</p>
        {promises.isPending && <Bars rows={4} />}
        <ul className="rows">{promises.data?.map((one) => <PromiseBrief key={one.id} promise={one} customer={party.name} today={today} />)}</ul>
        <div className="ask-end"><button type="button" className="button" data-autofocus onClick={onClose}>{say('Close')}</button></div>
      </div>
    </Overlay>
  )
}
