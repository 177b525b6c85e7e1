/** Where one was on a long page, so that coming back finds the place again. */
const places = new Map<string, number>()
const patience_ms = 1500

export function keep_place(path: string): () => void {
  const kept = places.get(path) ?? 0
  const begun = performance.now()
  let returning = true
  const stop = () => (returning = false)
  // The rows may still be on their way, and the page grows with them.
  const go_back = () => {
    if (!returning) return
    window.scrollTo(0, kept)
    if (Math.abs(window.scrollY - kept) > 2 && performance.now() - begun < patience_ms) requestAnimationFrame(go_back)
    else stop()
  }
  go_back()
  const remember = () => {
    if (!returning) places.set(path, window.scrollY)
  }
  window.addEventListener('wheel', stop, { passive: true, once: true })
  window.addEventListener('keydown', stop, { once: true })
  window.addEventListener('scroll', remember, { passive: true })
  return () => {
    stop()
    window.removeEventListener('wheel', stop)
    window.removeEventListener('keydown', stop)
    window.removeEventListener('scroll', remember)
  }
}
