// Without a network everything that was read can be read, and notes and promises wait in sight until they go out, once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { later, open_browser, open_company, open_screen, sign_in } from './browser.mjs'

let company, browser, page, party

before(async () => {
  company = await open_company()
  party = await company.api('POST', '/parties', { kind: 'organisation', name: 'Brandner Bakeries', handles: [], roles: ['customer'] })
  browser = await open_browser()
  page = await open_screen(browser, company)
  await sign_in(page)
})

after(async () => {
  await browser?.close()
  await company?.stop()
})

test('a note and a promise written offline survive a reload, and arrive exactly once', async () => {
  await page.goto('/customers/' + party.id)
  await page.getByRole('heading', { level: 1, name: 'Brandner Bakeries' }).waitFor()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await later(2500)  // what was read is written down within two seconds

  await page.context().setOffline(true)
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Brandner Bakeries' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('Rang them, I’ll send the dates by Friday')
  await page.keyboard.press('Enter')
  await page.getByText(/^Offline since/).waitFor()
  await page.getByText('1 note and 1 promise go out when we are back.').waitFor()
  assert.equal(await page.getByText('Goes out when we are back.').count(), 2)

  await page.reload()
  await page.getByText('1 note and 1 promise go out when we are back.').waitFor()
  await page.context().setOffline(false)
  await page.getByText('Promised and noted.').waitFor()
  await page.locator('.connection').waitFor({ state: 'detached' })
  await page.locator('.promise-brief', { hasText: 'Send the dates' }).waitFor()

  const timeline = await company.api('GET', `/parties/${party.id}/timeline`)
  assert.deepEqual(timeline.items.map((one) => one.what).toSorted(), ['promised', 'rang'])
})

test('signing out leaves nothing behind', async () => {
  await page.getByRole('button', { name: /setup and sign out/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByLabel('Password').waitFor()
  await page.context().setOffline(true)
  await page.reload()
  await page.getByText('Steward cannot be reached right now.').waitFor()
  assert.equal(await page.getByText('Brandner Bakeries').count(), 0)
  await page.context().setOffline(false)
})
