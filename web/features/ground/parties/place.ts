/** Where one was on a long page, so that coming back finds the place again. */
const places = new Map<string, number>()

export function keep_place(name: string): () => void {
  const kept = places.get(name)
  if (kept) requestAnimationFrame(() => requestAnimationFrame(() => window.scrollTo(0, kept)))
  else window.scrollTo(0, 0)
  const remember = () => places.set(name, window.scrollY)
  window.addEventListener('scroll', remember, { passive: true })
  return () => window.removeEventListener('scroll', remember)
}
