// Two of us at one customer: each sees the other, nobody writes over the other unseen, and who left is out at once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assert_quiet, invite, open_browser, open_company, open_screen, sign_in } from './browser.mjs'

let company, browser, hers, his, party

before(async () => {
  company = await open_company()
  party = await company.api('POST', '/parties', { kind: 'organisation', name: 'Brandner Bakeries', handles: [], roles: ['customer'] })
  browser = await open_browser()
  hers = await open_screen(browser, company)
  await sign_in(hers)
  his = await invite(company, browser)
  for (const screen of [hers, his]) {
    await screen.goto('/customers/' + party.id)
    await screen.getByRole('heading', { level: 1, name: 'Brandner Bakeries' }).waitFor()
  }
})

after(async () => {
  await browser?.close()
  await company?.stop()
})

test('each sees that the other is here', async () => {
  await hers.locator('.here-faces').getByRole('img', { name: 'Max Tauber' }).waitFor()
  await his.locator('.here-faces').getByRole('img', { name: 'Bea Auer' }).waitFor()
  await hers.getByText('Max is here now').waitFor()
})

test('who writes is said before two of us cross, and forgotten again', async () => {
  await his.locator('#composer').click()
  await his.keyboard.type('Rang about Christmas')
  await hers.getByText(/^Max is writing to them right now/).waitFor({ timeout: 3000 })
  await his.keyboard.press('Enter')
  await hers.locator('.entry-words', { hasText: 'Rang about Christmas' }).waitFor({ timeout: 3000 })
})

test('a value changed by both is shown with both, and either can be kept', async () => {
  await hers.getByRole('button', { name: /^Reach Brandner Bakeries by:/ }).click()
  await hers.keyboard.type('Phone, after 14:00')
  await company_changes_meanwhile()
  await hers.keyboard.press('Enter')
  await hers.getByText('it was changed to “Mail” a moment ago. Yours was “Phone, after 14:00”.').waitFor()
  await hers.getByRole('button', { name: 'Put mine' }).click()
  await his.getByRole('button', { name: /^Reach Brandner Bakeries by:\s*Phone, after 14:00/ }).waitFor({ timeout: 3000 })
})

// The colleague's change arrives between the first key and Enter; the page under the open field still knows the former version.
async function company_changes_meanwhile() {
  await hers.route('**/page', (route) => route.abort())
  await his.getByRole('button', { name: /^Reach Brandner Bakeries by:/ }).click()
  await his.keyboard.type('Mail')
  await his.keyboard.press('Enter')
  await his.getByText('Saved: how to reach Brandner Bakeries.').waitFor()
  await hers.unroute('**/page')
  hers.complaints.splice(0)  // the page was cut off from its answers on purpose, and Chromium said so
}

test('who leaves the company is out within a second', async () => {
  const { items } = await company.api('GET', '/members')
  const max = items.find((one) => one.name === 'Max Tauber')
  const begun = Date.now()
  await company.api('POST', `/members/${max.id}/leaving`)
  await his.getByLabel('Password').waitFor({ timeout: 3000 })
  assert.ok(Date.now() - begun < 1500, `it took ${Date.now() - begun} ms`)
  assert_quiet(hers)
})
