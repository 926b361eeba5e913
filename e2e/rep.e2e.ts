import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { closeBrowser, signInAsDemo, visit } from './visitor.ts'

afterAll(closeBrowser)

/** The number in a text such as `+12`, `−3` or `47`. */
function points(text: string): number {
  return Number(text.replace('−', '-').replace('+', '').trim())
}

/** `20 + 14 + 13 = 47`, with a group more where something was learned. */
const sumWords = /^−?\d+( [+−] \d+){2,3} = \d+$/

async function readScoreCard(page: Page) {
  const card = page.getByRole('region', { name: 'Score' })
  await card.getByText(sumWords).waitFor()
  const sumLine = await card.getByText(sumWords).innerText()
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

it('a rep judges a score by one key, answers for another, and asks why it moved, with the keyboard', async () => {
  const { page, errors } = await visit()
  await signInAsDemo(page, 'rep1')
  await page.goto('/my-leads?status=active')
  await page.locator('tbody tr').first().getByRole('link').first().click()
  await page.waitForURL(/\/leads\/[0-9a-f-]{36}$/)
  const { total } = await readScoreCard(page)

  await page.getByText(/^Changes no score/).waitFor()
  await page.keyboard.press('1')
  await page.getByRole('textbox', { name: 'Reason' }).waitFor()
  await page.keyboard.type('Their budget went to 2 others')
  await page.keyboard.press('Enter')
  await page.getByText('“Their budget went to 2 others”').waitFor()
  await page.getByText(/^You said too high/).waitFor()

  await page.getByRole('button', { name: 'Answer for another score…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Answer for another score' })
  await dialog.getByRole('textbox', { name: 'Score' }).fill('41')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('I know the buyer')
  await dialog.getByRole('button', { name: 'Answer for it' }).click()
  await page.getByText('You answer', { exact: true }).waitFor()
  expect((await readScoreCard(page)).total).toBe(total)
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByText('You answer', { exact: true }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Withdraw' }).click()
  await page.getByText(/^Changes no score/).waitFor()

  await page.getByRole('tab', { name: 'Score history' }).click()
  await page.getByRole('slider').focus()
  for (const key of ['Home', 'Enter', 'End', 'Enter']) await page.keyboard.press(key)
  const why = page.getByRole('region', { name: 'Why did it move?' })
  await why.getByRole('row', { name: /^Together/ }).waitFor()
  const moves = await why.locator('tbody td:last-child').allInnerTexts()
  expect(sum(moves.map(points))).toBe(points(await why.locator('tfoot td').innerText()))
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
