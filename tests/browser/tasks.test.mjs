// The tasks of the page's target list that exist by now, counted: key chords, clicks, and time. A count that rises fails.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assert_quiet, counted, data, later, open_browser, open_company, open_screen, sign_in } from './browser.mjs'

let company, browser, page, lines = []

before(async () => {
  company = await open_company()
  browser = await open_browser()
  page = await open_screen(browser, company)
  await sign_in(page)
})

after(async () => {
  console.log(['', 'task                         keys     clicks   time', ...lines, ''].join('\n'))
  await browser?.close()
  await company?.stop()
})

/** Runs a task and holds it to its target. */
async function task(name, target, steps) {
  const hand = counted(page)
  await steps(hand)
  const { keys, clicks } = hand.counts
  const ms = hand.ms()
  lines.push(`${name.padEnd(28)} ${String(keys).padStart(2)} of ${target.keys}  ${String(clicks).padStart(2)} of ${target.clicks}  ${(ms / 1000).toFixed(2)} s of ${target.seconds}`)
  assert.ok(keys <= target.keys && clicks <= target.clicks, `${name}: ${keys} keys and ${clicks} clicks`)
  assert.ok(ms <= target.seconds * 1000, `${name}: ${ms} ms`)
  await later(50)
}

test('10: import customers in three steps, and take it back with one click', async () => {
  await page.goto('/imports')
  await page.getByText('Drop a CSV file here').waitFor()
  await task('10 import', { keys: 0, clicks: 2, seconds: 60 }, async (hand) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hand.click(page.getByText('Choose a file'))])
    await chooser.setFiles(data('northwind_customers.csv'))
    await hand.click(page.getByRole('button', { name: /^Import \d+ rows$/ }))
    await page.getByText('All 91 rows are in.').waitFor({ timeout: 60_000 })
  })
  await task('10 take the import back', { keys: 0, clicks: 1, seconds: 60 }, async (hand) => {
    await hand.click(page.getByRole('button', { name: /Take the whole import back/ }))
    await page.getByText('The whole import is taken back.').waitFor({ timeout: 60_000 })
  })
  await page.getByRole('link', { name: 'Import another file' }).click()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('Choose a file').click()])
  await chooser.setFiles(data('northwind_customers.csv'))
  await page.getByRole('button', { name: /^Import \d+ rows$/ }).click()
  await page.getByText('All 91 rows are in.').waitFor({ timeout: 60_000 })
})

test('4: find and open a customer', async () => {
  await page.goto('/')
  await page.locator('.today').waitFor()
  await later(1500)
  await task('4 find a customer', { keys: 2, clicks: 0, seconds: 3 }, async (hand) => {
    await hand.press('Control+k')
    await hand.type('ern')
    await page.getByRole('option', { name: /^Ernst Handel/ }).first().waitFor()
    await hand.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Ernst Handel' }).waitFor()
  })
})

test('1: note a call', async () => {
  await page.goto('/')
  await page.locator('.today').waitFor()
  await task('1 note a call', { keys: 2, clicks: 0, seconds: 15 }, async (hand) => {
    await hand.press('c')
    await page.getByRole('dialog', { name: 'Add' }).waitFor()
    await hand.type('Rang Ernst Handel, they want more chai')
    await page.locator('.add-chip', { hasText: 'Ernst Handel' }).waitFor()
    await hand.press('Enter')
    await page.getByText('Noted with Ernst Handel.').waitFor()
  })
})

test('2: make a promise', async () => {
  await task('2 make a promise', { keys: 2, clicks: 0, seconds: 15 }, async (hand) => {
    await hand.press('c')
    await page.getByRole('dialog', { name: 'Add' }).waitFor()
    await hand.type('Ernst Handel: will send quote Fri')
    await page.locator('.add-chip', { hasText: 'Ernst Handel' }).waitFor()
    await page.locator('.add-chip', { hasText: 'Send quote' }).waitFor()
    await hand.press('Enter')
    await page.getByText('Promised Ernst Handel: Send quote.').waitFor()
  })
  await page.locator('.promise-row', { hasText: 'Send quote' }).waitFor()
})

test('3: keep a promise', async () => {
  await task('3 keep a promise', { keys: 1, clicks: 0, seconds: 5 }, async (hand) => {
    await hand.press('x')
    await page.getByText('Does Ernst Handel know?').waitFor()
  })
  await page.keyboard.press('Control+z')
  await page.getByText('Taken back: Kept: Send quote.').waitFor()
  await task('3 keep it by mouse', { keys: 0, clicks: 1, seconds: 5 }, async (hand) => {
    await hand.click(page.getByRole('button', { name: 'Kept: Send quote' }))
    await page.getByText('Does Ernst Handel know?').waitFor()
  })
})

test('5: create a customer', async () => {
  await task('5 create a customer', { keys: 2, clicks: 0, seconds: 10 }, async (hand) => {
    await hand.press('c')
    await page.getByRole('dialog', { name: 'Add' }).waitFor()
    await hand.type('Nora Vance nora@helios-solar.example')
    await page.locator('.add-chip', { hasText: 'Helios Solar' }).waitFor()
    await hand.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Nora Vance' }).waitFor()
  })
  await page.locator('.known', { hasText: 'Helios Solar' }).waitFor()
})

test('6: change one value, and take it back', async () => {
  await page.goto('/customers')
  const cell = page.locator('.table-row', { hasText: 'Alfreds Futterkiste' }).locator('.cell-reach')
  await cell.waitFor()
  await task('6 change one value', { keys: 1, clicks: 1, seconds: 10 }, async (hand) => {
    await hand.click(cell.locator('.inline-value'))
    await hand.type('Phone, after 14:00')
    await hand.press('Enter')
    await cell.getByText('Phone, after 14:00').waitFor()
  })
  await page.getByText('Saved: how to reach Alfreds Futterkiste.').waitFor()
  await page.keyboard.press('Control+z')
  await page.getByText(/^Taken back/).waitFor()
  await cell.getByText('Phone, after 14:00').waitFor({ state: 'detached' })
})

test('11: save a view', async () => {
  await page.getByRole('button', { name: 'Narrow down' }).click()
  await page.getByRole('menuitem', { name: 'Only customers' }).click()
  await task('11 save a view', { keys: 1, clicks: 1, seconds: 10 }, async (hand) => {
    await hand.click(page.getByRole('button', { name: 'Keep this view' }))
    await hand.type('Those we serve')
    await hand.press('Enter')
    await page.locator('.tab.is-on', { hasText: 'Those we serve' }).waitFor()
  })
  assert_quiet(page)
})

test('8: answer from Today, and note it', async () => {
  const found = await company.api('GET', '/search?q=Ernst%20Handel&limit=1')
  await company.api('POST', '/interactions', { channel: 'email', direction: 'in', body: 'When does the chai arrive?', waiting: true, participants: [{ party: found.items[0].id, role: 'from' }] })
  await page.goto('/')
  await page.locator('.waiting-row', { hasText: 'When does the chai arrive?' }).waitFor()
  await task('8 answer a mail', { keys: 2, clicks: 0, seconds: 15 }, async (hand) => {
    await hand.press('r')
    await page.getByRole('dialog', { name: 'Add' }).waitFor()
    await hand.type('it arrives on Monday')
    await hand.press('Control+Enter')
    await page.getByText('Noted with Ernst Handel.').waitFor()
  })
})
