import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { note_layers, press } from './actions.ts'
import { me_query } from '../features/ground/members/members.ts'
import { today_query } from '../features/overview/today/today.ts'
import { App, was_inside } from './app.tsx'
import { keep_reading, recall } from './cache.ts'
import { connect_now } from './live.ts'
import { queries } from './queries.ts'
import { recall_queue } from './queue.ts'
import { heard_nothing, look_again } from './reach.ts'
import { apply_scheme, scheme } from './scheme.ts'

const theme = { fontFamily: 'var(--font)', respectReducedMotion: true }

apply_scheme()
scheme.subscribe(apply_scheme)
window.addEventListener('keydown', note_layers, { capture: true })
window.addEventListener('keydown', press)
window.addEventListener('online', look_again)
window.addEventListener('offline', heard_nothing)
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && connect_now())

// Who I am and what the first screen shows are asked for together, before anything is drawn.
if (!/^\/(?:join|sign-in)$/.test(location.pathname)) {
  void queries.prefetchQuery(me_query)
  if (location.pathname === '/' && was_inside.get()) void queries.prefetchQuery(today_query)
}

await Promise.race([Promise.all([recall(queries), recall_queue()]), new Promise((done) => setTimeout(done, 150))])
keep_reading(queries)

const place = document.getElementById('page')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <MantineProvider withCssVariables={false} withGlobalClasses={false} getStyleNonce={nonce} deduplicateInlineStyles theme={theme}>
        <QueryClientProvider client={queries}>
          <App />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

/** Style elements made later carry the nonce of the page's own policy. */
function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  void navigator.serviceWorker.register('/service_worker.js').catch(() => {})
}
