import type { Plugin } from 'vite'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createHash } from 'node:crypto'

/**
 * Writes service_worker.js with the list of the files that the page needs to open without a network. It reads the folder as it
 * was written: names in the bundle may still change while other plugins work on it, and one wrong name would spoil the whole list.
 */
export function shell_list(): Plugin {
  return {
    name: 'shell-list',
    apply: 'build',
    writeBundle(options) {
      const folder = options.dir ?? 'dist'
      const files = readdirSync(join(folder, 'assets')).filter((name) => /\.(js|css)$/.test(name) || /inter-latin-wght/.test(name)).toSorted()
      const shell = ['/', '/icon.svg', '/manifest.webmanifest', ...files.map((name) => '/assets/' + name)]
      const edition = createHash('sha256').update(shell.join()).digest('hex').slice(0, 12)
      const worker = readFileSync(new URL('../app/service_worker.js', import.meta.url), 'utf8')
      writeFileSync(join(folder, 'service_worker.js'), worker.replace('__EDITION__', edition).replace('__SHELL__', JSON.stringify(shell)))
    },
  }
}
