/** The two letters that stand for a colleague. */
export function initials_of(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = words[0]?.[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : (words[0]?.[1] ?? '')
  return (first + last).toUpperCase()
}

export function first_name(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name
}
