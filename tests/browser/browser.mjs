// A Steward and a browser for one test: a company with two colleagues, screens that complain when the console does.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('../..', import.meta.url))
const steward = process.env.STEWARD_BINARY ?? join(root, 'build/dev/steward')
const shared = process.env.STEWARD_SHARED ?? join(root, '../shared')
export const data = (name) => join(shared, 'data', name)
const axe_source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const chromium_path = process.env.STEWARD_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
const switches = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export const bea = { email: 'bea@kesselhaus.example', name: 'Bea Auer', password: 'coffee before the huddle' }
export const max = { email: 'max@kesselhaus.example', name: 'Max Tauber', password: 'tea after the huddle' }

/** Both databases, as every test has to hold on both. */
export const databases = [
  ['SQLite', () => []],
  ['PostgreSQL', () => {
    assert.ok(process.env.STEWARD_TEST_POSTGRES, 'STEWARD_TEST_POSTGRES must name a PostgreSQL server')
    return ['--database', process.env.STEWARD_TEST_POSTGRES, '--schema', `browser_${process.pid}_${Date.now()}`]
  }],
]

export async function open_company(database = []) {
  const folder = mkdtempSync(join(tmpdir(), 'steward-browser.'))
  const place = ['--data', folder, ...database]
  const port = await free_port()
  const server = spawn(steward, ['serve', ...place, '--listen', `127.0.0.1:${port}`, '--base-url', `http://localhost:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (log = (log + text).slice(-8000)))
  const base = `http://localhost:${port}`
  const company = {
    base, place,
    log: () => log,
    async stop() {
      if (server.exitCode === null) {
        server.kill('SIGTERM')
        await new Promise((gone) => server.on('close', gone))
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
  for (let tries = 0; ; tries++) {
    const ready = await fetch(base + '/readyz').then((answer) => answer.ok, () => false)
    if (ready) break
    assert.ok(server.exitCode === null && tries < 400, `the server is not ready: ${log}`)
    await later(50)
  }
  company.token = await begin(base)
  company.api = (method, path, body) => api(company, method, path, body)
  return company
}

/** The first run, as the page does it, and a token for what a test prepares behind the page's back. */
async function begin(base) {
  const json = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', Origin: base }
  const setup = await fetch(base + '/api/v1/setup', { method: 'POST', headers: json, body: JSON.stringify({ company: 'Kesselhaus Film', time_zone: 'Europe/Vienna', ...bea }) })
  assert.equal(setup.status, 201, await setup.text())
  const cookie = setup.headers.get('set-cookie').split(';')[0]
  const token = await fetch(base + '/api/v1/tokens', { method: 'POST', headers: { ...json, Cookie: cookie }, body: JSON.stringify({ name: 'the test', scope: 'write' }) })
  const answer = await token.json()
  assert.equal(token.status, 201, JSON.stringify(answer))
  return answer.token
}

async function api(company, method, path, body) {
  const headers = { Authorization: `Bearer ${company.token}` }
  if (body) headers['Content-Type'] = 'application/json'
  const answer = await fetch(company.base + '/api/v1' + path, { method, headers, body: body ? JSON.stringify(body) : undefined })
  const text = await answer.text()
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`)
  return text ? JSON.parse(text) : undefined
}

function free_port() {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => found(port))
    })
  })
}

export const later = (ms) => new Promise((done) => setTimeout(done, ms))

export async function open_browser() {
  assert.ok(chromium_path, 'Chromium is not installed. Run bin/setup test.')
  return chromium.launch({ executablePath: chromium_path, args: switches })
}

/** A screen of its own: its cookies, its width, its scheme. What its console complains about fails the test at the end. */
export async function open_screen(browser, company, { width = 1280, height = 800, scheme = 'light', phone = false } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, isMobile: phone, hasTouch: phone, baseURL: company.base })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !expected(message.text()) && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)))
  page.complaints = complaints
  return page
}

/** Chromium itself reports every 4xx answer as an error; asking whether one is signed in is no fault of the page. */
const expected = (text) => /Failed to load resource.*\b(401|403|404|409|412|422)\b/.test(text)

export function assert_quiet(...screens) {
  for (const page of screens) assert.deepEqual(page.complaints, [])
}

export async function sign_in(page, who = bea) {
  await page.goto('/')
  await page.getByLabel('Mail address').fill(who.email)
  await page.getByLabel('Password').fill(who.password)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Main' }).first().waitFor({ state: 'attached' })
  await page.locator('.shell').waitFor()
}

/** A customer with people, touches on several channels, promises in every state and a purchase; gives the customer's id. */
export async function tell_stories(company) {
  const { api } = company
  const { today } = await api('GET', '/me')
  const day = (days) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)
  const party = (kind, name, also = {}) => api('POST', '/parties', { kind, name, roles: ['customer'], ...also })
  const bakery = await party('organisation', 'Brandner Bakeries', { city: 'Steyr', country: 'Austria', reach: { channel: 'phone', hours: 'after 14:00' }, handles: [{ kind: 'phone', value: '+43 7252 880' }, { kind: 'email', value: 'office@brandner.example' }] })
  const lukas = await party('person', 'Lukas Brandner')
  const household = await party('household', 'Novak household')
  await party('person', 'Petra Sorg')
  await api('POST', `/parties/${lukas.id}/affiliations`, { organisation: bakery.id, role: 'runs the firm' })
  const touch = (channel, direction, body, also = {}) => api('POST', '/interactions', { channel, ...(direction ? { direction } : {}), body, participants: [{ party: lukas.id }], ...also })
  await touch('call', 'in', 'The greeting is not on the screen.', { minutes: 6, at: `${day(-7)}T11:20:00Z` })
  await touch('meeting', undefined, 'Three films of 20 seconds for Advent.', { at: `${day(-8)}T14:30:00Z` })
  await api('POST', '/interactions', { channel: 'email', direction: 'in', body: 'Can the grandparents have it on a DVD?', waiting: true, participants: [{ party: household.id, role: 'from' }] })
  const promise = (to, words, days, also = {}) => api('POST', `/parties/${to.id}/promises`, { words, due_on: day(days), ...also })
  await promise(bakery, 'Correct the invoice', -1)
  await promise(bakery, 'Say sorry to Ruth in person', 0)
  await promise(bakery, 'Offer for three Advent films', 3)
  await promise(bakery, 'New logo as a file', 6, { promised_by: 'them' })
  await api('PUT', `/promises/${(await promise(bakery, 'Second cut, quieter music', 0)).id}/keeping`, { told: 'not_yet' })
  await api('PUT', `/promises/${(await promise(bakery, 'Greeting for the birthday', 0)).id}/breaking`, { why: 'wrong date entered' })
  await api('POST', '/purchases', { party: bakery.id, bought_on: day(-30), amount: { minor: 440000, currency: 'EUR' }, product: 'Shop film' })
  return bakery.id
}

/** A second colleague, who comes in through an invitation as anyone does. */
export async function invite(company, browser, options) {
  const { link } = await company.api('POST', '/invitations', { email: max.email, name: max.name })
  const page = await open_screen(browser, company, options)
  await page.goto(new URL(link, company.base).pathname + new URL(link, company.base).hash)
  await page.getByLabel('Your name').fill(max.name)
  await page.getByLabel('A password, if you like').fill(max.password)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.locator('.shell').waitFor()
  return page
}

/** What axe finds, in words that say where. WCAG 2.2 AA and what it calls best practice for landmarks. */
export async function axe(page) {
  await page.evaluate(axe_source)
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
  return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} | ${node.failureSummary?.split('\n')[1]?.trim() ?? violation.help}`))
}

/** How many pixels the page is wider than the screen, and what sticks out. */
export function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const over = document.documentElement.scrollWidth - width
    const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1 && getComputedStyle(one).position !== 'fixed').slice(0, 3)
    return over > 0 ? `${over} px: ${out.map((one) => `${one.tagName}.${one.className}`).join(', ')}` : ''
  })
}

/** Counts what a person does: chords and clicks. The text of a sentence is not counted, as in UI.md. */
export function counted(page) {
  const counts = { keys: 0, clicks: 0, begun: Date.now() }
  return {
    counts,
    async press(key) {
      counts.keys++
      await page.keyboard.press(key)
    },
    async type(text) {
      await page.keyboard.type(text)
    },
    async click(target) {
      counts.clicks++
      await (typeof target === 'string' ? page.locator(target).first() : target).click()
    },
    ms: () => Date.now() - counts.begun,
  }
}
