import type { Plugin } from 'vite'
import { answer, make_company } from './fake.ts'

/** `npm run dev` without a server: the fake company answers. With STEWARD_SERVER set, the real one does. */
export function fake_server(): Plugin {
  const company = make_company()
  return {
    name: 'fake-server',
    configureServer(server) {
      server.middlewares.use('/api/v1', (request, response) => {
        const chunks: Buffer[] = []
        request.on('data', (chunk: Buffer) => chunks.push(chunk))
        request.on('end', () => {
          const url = new URL(request.url ?? '/', 'http://localhost')
          const text = Buffer.concat(chunks).toString()
          const body = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {}
          const answered = answer(company, request.method ?? 'GET', url.pathname, url.searchParams, body)
          response.statusCode = answered.status
          response.setHeader('Content-Type', 'application/json')
          response.end(answered.body === undefined ? '' : JSON.stringify(answered.body))
        })
      })
    },
  }
}
