import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../../../api/ask.ts'
import type { Id, Page, Purchase, PurchaseTotal } from '../../../api/types.ts'
import { short_day, type Day } from '../../../base/days.ts'
import { money_words } from '../../../base/money.ts'
import { and_list, count, say } from '../../../base/say.ts'
import { Bars, Section } from '../../../ui/bits.tsx'
import { Overlay } from '../../../ui/overlay.tsx'

/** What they bought, as one sentence whose figure opens the very rows it was added up from. */
export function PurchasesPanel({ party, name, today }: { party: Id; name: string; today: Day }) {
  const total = useQuery({ queryKey: ['party', party, 'bought'], queryFn: () => get<PurchaseTotal>('/parties/{party}/purchases/total', { party }) }).data
  const [open, show] = useState(false)
  if (!total || total.count === 0) return null
  const sum = and_list((total.amounts ?? []).map(money_words))
  return (
    <Section title={say('Bought')}>
      <p className="panel-line">
        <button type="button" className="figure num" onClick={() => show(true)} aria-label={say('{n} purchases, {sum}. Open the rows', { n: total.count, sum })}>
          {sum}
        </button>{' '}
        <span className="mute">{count(total.count, 'in one purchase', 'in {n} purchases')}</span>
      </p>
      {open && <Rows party={party} name={name} sum={sum} count_of={total.count} today={today} onClose={() => show(false)} />}
    </Section>
  )
}

function Rows({ party, name, sum, count_of, today, onClose }: { party: Id; name: string; sum: string; count_of: number; today: Day; onClose: () => void }) {
  const pages = useInfiniteQuery({
    queryKey: ['party', party, 'purchases'],
    queryFn: ({ pageParam }) => get<Page<Purchase>>('/parties/{party}/purchases', { party }, { limit: 100, cursor: pageParam || undefined }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor,
  })
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Overlay opened onClose={onClose} label={say('What {name} bought', { name })} width={560}>
      <div className="ask">
        <h2>{say('What {name} bought', { name })}</h2>
        <p className="s13 mute">{count(count_of, '{sum}: the sum of one row below.', '{sum}: the sum of the {n} rows below, each row once.', { sum })}</p>
        {pages.isPending && <Bars rows={5} widths={[80, 160, 80]} />}
        <table className="figures">
          <thead>
            <tr><th scope="col">{say('Day')}</th><th scope="col">{say('What')}</th><th scope="col" className="right">{say('Amount')}</th></tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className="num">{short_day(row.bought_on, today)}</td>
                <td>{row.product ?? (row.external_id ? say('order {number}', { number: row.external_id }) : '')}</td>
                <td className="num right">{money_words(row.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="ask-end">
          {pages.hasNextPage && <button type="button" className="button" onClick={() => void pages.fetchNextPage()}>{say('More')}</button>}
          <button type="button" className="button" data-autofocus onClick={onClose}>{say('Close')}</button>
        </div>
      </div>
    </Overlay>
  )
}
