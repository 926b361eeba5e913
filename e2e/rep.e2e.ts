import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { closeBrowser, signInAsDemo, visit } from './visitor.ts'

afterAll(closeBrowser)

/** The number in a text such as `+12`, `−3` or `47`. */
function points(text: string): number {
  return Number(text.replace('−', '-').replace('+', '').trim())
}

async function readScoreCard(page: Page) {
  const card = page.getByRole('region', { name: 'Score' })
  await card.getByText(/^−?\d+ [+−] \d+ [+−] \d+ = \d+$/).waitFor()
  const sumLine = await card.getByText(/^−?\d+ [+−] \d+ [+−] \d+ = \d+$/).innerText()
  const terms = await card.locator('li button[aria-expanded] > span:last-child').allInnerTexts()
  return {
    total: points(sumLine.split('=')[1] ?? ''),
    terms: terms.map(points),
    sumLine,
  }
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

it('a rep opens a lead, logs an activity, sees the score move and its terms add up, and writes a note', async () => {
  const { page, errors } = await visit()
  await signInAsDemo(page, 'rep1')
  await page.getByRole('heading', { name: 'My Leads' }).waitFor()

  // By score, best first.
  await page.getByRole('button', { name: 'Active' }).click()
  await page.waitForURL(/active/)
  const rows = page.locator('tbody tr')
  await rows.nth(5).waitFor()
  const scores = (await rows.allInnerTexts()).map((text) =>
    Number(/\b(\d{1,3})\s*(?:Hot|Warm|Cold)/i.exec(text)?.[1]),
  )
  const shown = scores.filter((score) => !Number.isNaN(score))
  expect(shown.length).toBeGreaterThan(5)
  expect(shown).toEqual(shown.toSorted((a, b) => b - a))

  // A cold lead still has room for points.
  await page.getByRole('button', { name: /^Cold/ }).click()
  await page.waitForURL(/cold/)
  await rows.first().getByRole('link').first().click()
  await page.waitForURL(/\/leads\/[0-9a-f-]{36}$/)
  const before = await readScoreCard(page)
  expect(sum(before.terms)).toBe(before.total)

  await page.getByRole('button', { name: 'Log activity' }).first().click()
  await page.getByLabel('What happened').selectOption('demo_request')
  await page.getByLabel('Write').getByRole('button', { name: 'Log activity' }).click()
  await page.getByText(/^Saved “/).waitFor()
  await page.waitForFunction((line) => !document.body.innerText.includes(line), before.sumLine)
  const after = await readScoreCard(page)
  expect(after.total).toBeGreaterThan(before.total)
  expect(sum(after.terms)).toBe(after.total)

  await page.getByRole('button', { name: 'Note', exact: true }).click()
  await page.getByRole('textbox', { name: 'Note' }).fill('Asked for a demo on Friday <b>at ten</b>')
  await page.getByRole('button', { name: 'Save note' }).click()
  await page.getByText('Asked for a demo on Friday <b>at ten</b>').first().waitFor()

  await page.reload()
  const reloaded = await readScoreCard(page)
  expect(reloaded).toEqual(after)
  expect(errors).toEqual([])
})

it('a visitor without a session comes to sign-in, and back to where they wanted to go', async () => {
  const { page } = await visit()
  await page.goto('/my-leads')
  await page.waitForURL(/sign-in/)
  await page.getByLabel('Username or e-mail').fill('rep2')
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Password', { exact: true }).fill('leadglass-demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/my-leads/)
  await page.getByRole('heading', { name: 'My Leads' }).waitFor()
})
