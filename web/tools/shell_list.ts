import type { Plugin } from 'vite'
import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'

/** Writes service_worker.js with the list of the files that the page needs to open without a network. */
export function shell_list(): Plugin {
  return {
    name: 'shell-list',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name) || /inter-latin-wght/.test(name))
      const shell = ['/', '/icon.svg', '/manifest.webmanifest', ...files.map((name) => '/' + name)]
      const edition = createHash('sha256').update(shell.join()).digest('hex').slice(0, 12)
      const worker = readFileSync(new URL('../app/service_worker.js', import.meta.url), 'utf8')
      const source = worker.replace('__EDITION__', edition).replace('__SHELL__', JSON.stringify(shell))
      this.emitFile({ type: 'asset', fileName: 'service_worker.js', source })
    },
  }
}
