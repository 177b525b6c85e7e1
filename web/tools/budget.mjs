// Fails when the page that a person waits for first grows beyond what UI.md allows (gzip, in kB of 1,000 bytes).
import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url)
const page = readFileSync(new URL('index.html', dist), 'utf8')
const named = (pattern) => [...page.matchAll(pattern)].map((found) => found[1].replace(/^\//, ''))
const packed = (name) => gzipSync(readFileSync(new URL(name, dist)), { level: 9 }).length / 1000
const sum = (names) => [...new Set(names)].reduce((total, name) => total + packed(name), 0)

const first_scripts = named(/(?:src|href)="([^"]+\.js)"/g)
const first_styles = named(/href="([^"]+\.css)"/g)
const assets = readdirSync(new URL('assets/', dist)).map((name) => 'assets/' + name)
const fonts = assets.filter((name) => /inter-latin-wght.*woff2$/.test(name))
const lazy = assets.filter((name) => name.endsWith('.js') && !first_scripts.includes(name))

const lines = [
  ['first JavaScript', sum(first_scripts), 150],
  ['first CSS', sum(first_styles), 20],
  ['the font', fonts.reduce((total, name) => total + readFileSync(new URL(name, dist)).length / 1000, 0), 50],
  ...lazy.map((name) => [`screen ${name}`, packed(name), 60]),
]
let exceeded = false
for (const [what, size, allowed] of lines) {
  const over = size > allowed
  exceeded ||= over
  console.log(`${over ? 'TOO BIG' : 'ok     '} ${what}: ${size.toFixed(1)} kB of ${allowed}`)
}
if (first_scripts.length === 0 || fonts.length === 0) {
  console.log('TOO LITTLE: build the page first, npm run build')
  exceeded = true
}
process.exit(exceeded ? 1 : 0)
