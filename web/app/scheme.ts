import { remembered } from '../base/remember.ts'

export type Scheme = 'system' | 'light' | 'dark'
export const scheme = remembered<Scheme>('steward.scheme', 'system')

/** The page follows the system until somebody says otherwise. */
export function apply_scheme(): void {
  const chosen = scheme.get()
  if (chosen === 'system') delete document.documentElement.dataset.scheme
  else document.documentElement.dataset.scheme = chosen
}
