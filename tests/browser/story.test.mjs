// The first morning, by keyboard alone and again by mouse, on both databases: import, find, log a call, promise, see it on a
// colleague's screen and on Today, keep it, undo that, take the whole import back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert_quiet, data, databases, invite, later, open_browser, open_company, open_screen, sign_in } from './browser.mjs'

const files = [['northwind_customers.csv', 'parties', 91], ['northwind_employees.csv', 'members', 9], ['northwind_orders.csv', 'purchases', 830]]

for (const [database, where] of databases) {
  test(`the first morning by keyboard alone (${database})`, (t) => morning(t, where(), by_keyboard))
  test(`the first morning by mouse (${database})`, (t) => morning(t, where(), by_mouse))
}

async function morning(t, database, hands) {
  const company = await open_company(database)
  const browser = await open_browser()
  t.after(async () => {
    await browser.close()
    await company.stop()
  })
  const page = await open_screen(browser, company)
  const his = await invite(company, browser)
  await hands.sign_in(page)

  for (const [name, , rows] of files) {
    await hands.import_file(page, data(name))
    await page.getByText(`All ${rows} rows are in.`).waitFor({ timeout: 60_000 })
  }
  await hands.find(page, 'Ernst Handel')
  await page.getByRole('heading', { level: 1, name: 'Ernst Handel' }).waitFor()
  await page.getByText('Roland Mendel').first().waitFor()
  await page.getByText('in 30 purchases').waitFor()

  await his.goto(new URL(page.url()).pathname)
  await his.getByRole('heading', { level: 1, name: 'Ernst Handel' }).waitFor()

  await hands.write(page, 'Rang Roland Mendel about the chai, 6 min')
  await page.locator('.entry-words', { hasText: 'about the chai' }).first().waitFor()
  await hands.write(page, 'I’ll send the quote by Friday')
  await his.locator('.promise-brief', { hasText: 'Send the quote' }).waitFor({ timeout: 3000 })
  await his.locator('.entry-words', { hasText: 'about the chai' }).waitFor({ timeout: 3000 })
  assert.match(await his.locator('.promise-brief', { hasText: 'Send the quote' }).innerText(), /Fri/)

  await hands.go_today(page)
  const row = page.locator('.promise-row', { hasText: 'Send the quote' })
  await row.waitFor()
  await hands.keep(page, row)
  await page.getByText('Kept: Send the quote.').first().waitFor()
  await page.getByText('Does Ernst Handel know?').waitFor()
  await his.locator('.promise-brief .tick.is-half').waitFor({ timeout: 3000 })
  await hands.undo(page)
  await his.locator('.promise-brief .tick.is-open').waitFor({ timeout: 3000 })
  await row.waitFor()

  const before = await count(company)
  for (const [, kind] of files.toReversed()) {
    await hands.open_import(page, kind)
    await hands.take_back(page)
    await page.getByText('The whole import is taken back.').waitFor({ timeout: 60_000 })
  }
  const after = await count(company)
  assert.ok(before >= 182 && after <= 4, `${before} customers and people before, ${after} after; only whom somebody wrote about since may stay`)
  await later(300)
  assert_quiet(page, his)
}

const count = async (company) => (await company.api('GET', '/parties/count')).count
const kind_word = { parties: 'customers', members: 'colleagues', purchases: 'orders' }

const palette = async (page, words) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find or do' }).waitFor()
  await page.keyboard.type(words)
}

/** The palette takes its keys until it is gone, so a key pressed at once may be pressed again. */
async function chosen_by_key(page, key) {
  await page.locator('[aria-modal="true"]').waitFor({ state: 'detached' })
  for (let tries = 0; ; tries++) {
    const chooser = page.waitForEvent('filechooser', { timeout: 1500 }).catch((late) => (tries < 5 ? null : Promise.reject(late)))
    await page.keyboard.press(key)
    const found = await chooser
    if (found) return found
  }
}

const by_keyboard = {
  async sign_in(page) {
    await sign_in(page)
  },
  async import_file(page, path) {
    await palette(page, 'import customers')
    await page.getByRole('option', { name: /^Import customers/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Drop a CSV file here').waitFor()
    const chooser = await chosen_by_key(page, 'u')
    await chooser.setFiles(path)
    await page.getByRole('button', { name: /^Import \d+ rows$/ }).waitFor({ timeout: 30_000 })
    await page.keyboard.press('Control+Enter')
  },
  async find(page, name) {
    await palette(page, name)
    await page.getByRole('option', { name: new RegExp('^' + name) }).first().waitFor()
    await page.keyboard.press('Enter')
  },
  async write(page, sentence) {
    await page.keyboard.press('/')
    await page.keyboard.type(sentence)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
  },
  async go_today(page) {
    await page.keyboard.press('g')
    await page.keyboard.press('t')
  },
  async keep(page, row) {
    for (let tries = 0; tries < 20 && !(await row.evaluate((one) => one.classList.contains('is-chosen'))); tries++) await page.keyboard.press('j')
    await page.keyboard.press('x')
  },
  async undo(page) {
    await page.keyboard.press('Control+z')
  },
  async open_import(page, kind) {
    await palette(page, 'import customers')
    await page.getByRole('option', { name: /^Import customers/ }).waitFor()
    await page.keyboard.press('Enter')
    const link = page.locator('.import-row', { hasText: kind_word[kind] }).getByRole('link').first()
    await link.waitFor()
    for (let tries = 0; tries < 60 && !(await link.evaluate((one) => one === document.activeElement)); tries++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /Take the whole import back/ }).waitFor()
  },
  async take_back(page) {
    await page.keyboard.press('z')
  },
}

const by_mouse = {
  async sign_in(page) {
    await page.goto('/')
    await page.getByLabel('Mail address').click()
    await page.keyboard.type('bea@kesselhaus.example')
    await page.getByLabel('Password').click()
    await page.keyboard.type('coffee before the huddle')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.locator('.shell').waitFor()
  },
  async import_file(page, path) {
    await page.locator('.rail').getByRole('link', { name: 'Customers' }).click()
    const import_button = page.getByRole('button', { name: /^Import/ }).first()
    await import_button.click()
    await page.getByText('Drop a CSV file here').waitFor()
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('Choose a file').click()])
    await chooser.setFiles(path)
    await page.getByRole('button', { name: /^Import \d+ rows$/ }).click({ timeout: 30_000 })
  },
  async find(page, name) {
    await page.getByRole('button', { name: /Find or do/ }).click()
    await page.keyboard.type(name)
    await page.getByRole('option', { name: new RegExp('^' + name) }).first().click()
  },
  async write(page, sentence) {
    await page.locator('#composer').click()
    await page.keyboard.type(sentence)
    await page.getByRole('button', { name: /puts it on the timeline/ }).click()
  },
  async go_today(page) {
    await page.locator('.rail').getByRole('link', { name: 'Today' }).click()
  },
  async keep(page, row) {
    await row.getByRole('button', { name: /^Kept: / }).click()
  },
  async undo(page) {
    await page.locator('.toast').getByRole('button', { name: /Take back/ }).click()
  },
  async open_import(page, kind) {
    await page.locator('.rail').getByRole('link', { name: 'Customers' }).click()
    await page.getByRole('button', { name: /^Import/ }).first().click()
    await page.locator('.import-row', { hasText: kind_word[kind] }).getByRole('link').first().click()
  },
  async take_back(page) {
    await page.getByRole('button', { name: /Take the whole import back/ }).click()
  },
}
