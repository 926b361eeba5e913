import { afterAll, expect, it } from 'vitest'
import { closeBrowser, signInAsDemo, visit } from './visitor.ts'

afterAll(closeBrowser)

/** Deals of two years: chiefs and makers of machines win more often. The same every time. */
function historyOf(count: number): string {
  const lines = Array.from({ length: count }, (_, at) => {
    const isChief = at % 5 < 2
    const isMaker = at % 3 === 0
    const chance = 15 + (isChief ? 40 : 0) + (isMaker ? 20 : 0)
    const closed = new Date(Date.UTC(2024, 0, 1 + (at % 650))).toISOString().slice(0, 10)
    const outcome = (at * 37) % 100 < chance ? 'won' : 'lost'
    return `Deal ${at},${isChief ? 'CEO' : 'Clerk'},${isMaker ? 'Machinery' : 'Retail'},${outcome},${closed}`
  })
  return ['name,title,industry,outcome,closed_at', ...lines].join('\n')
}

it('from closed deals in a file to a model, its charts, scores by it and a report card', async () => {
  const { page, errors } = await visit()
  await signInAsDemo(page, 'admin')
  await page.goto('/import')
  const upload = { name: 'deals.csv', mimeType: 'text/csv', buffer: Buffer.from(historyOf(600)) }
  await page.locator('input[type=file]').setInputFiles(upload)
  const importNow = page.getByRole('button', { name: /^Import \d+ leads?$/ })
  const check = page.getByRole('button', { name: 'Check', exact: true })
  await importNow.or(check).first().waitFor()
  if (await check.isVisible()) await check.click()
  await importNow.click()
  await page.getByRole('heading', { name: '600 leads imported' }).waitFor()

  await page.getByRole('link', { name: 'Learned model', exact: true }).click()
  await page.getByRole('button', { name: 'Train now…' }).click()
  const train = page.getByRole('dialog', { name: 'Train a model' })
  await train.getByRole('button', { name: 'Train', exact: true }).click()
  await train.waitFor({ state: 'hidden' })
  await page.getByRole('region', { name: 'Training' }).waitFor({ state: 'hidden', timeout: 180_000 })
  const done = page.getByRole('status').filter({ hasText: /^Model \d+ was trained/ })
  const name = /^Model \d+/.exec(await done.innerText())?.[0] ?? ''
  await done.getByRole('link', { name: 'See what it learned' }).click()

  // What it is worth, on leads that it had not seen, and the shape of each field.
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByText(/^Picks the winner out of a won and a lost lead in \d+ of 100 cases/).waitFor()
  await page.getByRole('img', { name: /^Chance that was told/ }).waitFor()
  await page.getByRole('img', { name: /^Won leads found/ }).waitFor()
  const shapes = page.getByRole('region', { name: 'What each field adds' })
  await shapes.getByRole('button', { name: /^(Job )?title/i }).click()
  await shapes.getByText(/^Highest for .+\(\+\d/).waitFor()

  await page.getByRole('button', { name: 'Publish…' }).click()
  const publish = page.getByRole('dialog', { name: /^Publish model/ })
  await publish.getByLabel('Reason').fill('Learned from our own deals')
  await publish.getByRole('button', { name: 'Publish' }).click()
  await page.waitForURL(/\/learning$/)
  await page.getByRole('region', { name: `${name} in force` }).waitFor()

  // Everybody reads what that is worth, once the leads are judged.
  await page.getByRole('link', { name: 'Report card', exact: true }).click()
  const basis = page.getByText(new RegExp(`rules and learned ${name.toLowerCase()}, trained today`))
  await basis.waitFor({ timeout: 60_000 })
  const ranking = page.getByRole('region', { name: 'How well the score ranks' })
  await ranking.getByText(/^Picks the winner/).waitFor({ timeout: 60_000 })
  await page.getByRole('img', { name: /^Chance that was told/ }).waitFor()
  await page.getByRole('button', { name: 'Held out' }).click()
  await page.waitForURL(/seen=held_out/)

  expect(errors).toEqual([])
})
