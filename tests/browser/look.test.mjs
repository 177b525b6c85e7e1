// Every screen, in both schemes and at both widths: axe finds nothing, nothing sticks out, the console is quiet.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { assert_quiet, axe, later, open_browser, open_company, open_screen, overflow, sign_in, tell_stories } from './browser.mjs'

let company, browser, party
const pictures = process.env.STEWARD_PICTURES  // where to leave screenshots, if anywhere

before(async () => {
  company = await open_company()
  browser = await open_browser()
  party = await tell_stories(company)
  if (pictures) mkdirSync(pictures, { recursive: true })
})

after(async () => {
  await browser?.close()
  await company?.stop()
})

const dialog = (page) => page.getByRole('dialog').first().waitFor()
const screens = {
  today: async (page) => { await page.goto('/'); await page.locator('.today .rows').first().waitFor() },
  customers: async (page) => { await page.goto('/customers'); await page.locator('.table-row').first().waitFor() },
  customer: async (page) => { await page.goto('/customers/' + party); await page.locator('.entry').first().waitFor() },
  'customer-about': async (page, phone) => { if (phone) { await page.locator('#tab-about').click(); await page.locator('.facts').waitFor() } },
  history: async (page) => { await page.goto('/customers/' + party); await page.locator('.entry, .timeline-empty').first().waitFor({ state: 'attached' }); await page.keyboard.press('h'); await dialog(page); await page.locator('.history-row').first().waitFor() },
  palette: async (page) => { await page.goto('/'); await page.locator('.today').waitFor(); await page.keyboard.press('Control+k'); await dialog(page); await page.keyboard.type('br'); await later(400) },
  add: async (page) => { await page.goto('/'); await page.locator('.today').waitFor(); await page.keyboard.press('c'); await dialog(page); await page.keyboard.type('Rang Petra, I’ll bring a DVD by Friday'); await later(400) },
  keys: async (page) => { await page.goto('/'); await page.locator('.today').waitFor(); await page.keyboard.press('?'); await dialog(page) },
  import: async (page) => { await page.goto('/imports'); await page.locator('.drop').waitFor() },
  people: async (page) => { await page.goto('/setup/people'); await page.locator('.setup-row').first().waitFor() },
  company: async (page) => { await page.goto('/setup/company'); await page.locator('.setup-facts').waitFor() },
  me: async (page) => { await page.goto('/setup/me'); await page.locator('.setup-row').first().waitFor() },
  tokens: async (page) => { await page.goto('/setup/tokens'); await page.locator('.setup-form').waitFor() },
}

for (const scheme of ['light', 'dark']) {
  for (const [name, size] of Object.entries({ wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844, phone: true } })) {
    test(`every screen reads well, ${scheme} and ${name}`, async () => {
      const page = await open_screen(browser, company, { ...size, scheme })
      await page.goto('/')
      await page.getByLabel('Mail address').waitFor()
      const faults = [...(await faults_of(page, 'sign-in'))]
      await sign_in(page)
      for (const [screen, open] of Object.entries(screens)) {
        await open(page, Boolean(size.phone))
        await later(200)
        if (pictures) await page.screenshot({ path: `${pictures}/${screen}-${name}-${scheme}.png` })
        faults.push(...(await faults_of(page, screen)))
      }
      assert.deepEqual(faults, [])
      assert_quiet(page)
      await page.context().close()
    })
  }
}

test('nothing sticks out on the smallest phone, and at widths between', async () => {
  const page = await open_screen(browser, company, { width: 360, height: 740, phone: true })
  await sign_in(page)
  const faults = []
  for (const width of [360, 720, 900, 1100]) {
    await page.setViewportSize({ width, height: 740 })
    for (const [screen, open] of Object.entries(screens)) {
      await open(page, width < 720)
      const over = await overflow(page)
      if (over) faults.push(`${screen} at ${width}: ${over}`)
    }
  }
  assert.deepEqual(faults, [])
  await page.context().close()
})

async function faults_of(page, screen) {
  const found = await axe(page)
  const over = await overflow(page)
  return [...found.map((fault) => `${screen}: ${fault}`), ...(over ? [`${screen}: ${over}`] : [])]
}
