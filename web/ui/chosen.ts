import { useCallback, useEffect, useState, type RefObject } from 'react'

/** Which row of a list J and K have chosen. The browser's focus follows, so that a screen reader reads the row. */
export function useChosen(count: number, list: RefObject<HTMLElement | null>, start = 0) {
  const [chosen, choose] = useState(start)
  useEffect(() => {
    if (count > 0 && chosen >= count) choose(count - 1)
  }, [count, chosen])
  const move = useCallback(
    (by: number) => {
      const focused = list.current?.querySelector<HTMLElement>('[data-row]:focus-within')
      const from = focused ? Number(focused.dataset.row) : chosen
      const next = Math.min(Math.max(from + by, 0), Math.max(count - 1, 0))
      choose(next)
      requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus({ preventScroll: false }))
    },
    [chosen, count, list],
  )
  return { chosen, choose, move }
}
