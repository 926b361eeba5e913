import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { closeBrowser, signInAsDemo, visit } from './visitor.ts'

afterAll(closeBrowser)

/** The name on the row that the keys mean, once the focus is on it. */
async function selectedName(page: Page): Promise<string> {
  await page.waitForFunction(() => document.activeElement?.closest('tr[data-selected]'))
  return page.locator('tr[data-selected] a').innerText()
}

/** Presses keys that take the selected lead out of the queue, and waits until the next one has the focus. */
async function takeOut(page: Page, keys: readonly string[]): Promise<string> {
  const name = await selectedName(page)
  const lead = await page.locator('tr[data-selected]').getAttribute('data-lead')
  for (const key of keys) await page.keyboard.press(key)
  await page.locator(`tr[data-lead="${lead}"]`).waitFor({ state: 'detached' })
  expect(await selectedName(page)).not.toBe('')
  return name
}

async function waiting(page: Page): Promise<number> {
  const footer = await page.getByText(/^The first \d+ of \d+|^\d+ leads? waits?/).innerText()
  return Number(/of (\d+)|^(\d+)/.exec(footer)?.slice(1).find(Boolean))
}

it('a rep works ten leads from the Next queue with the keyboard alone', async () => {
  const { page, errors } = await visit()
  await signInAsDemo(page, 'rep1')
  await page.getByRole('heading', { name: 'My Leads' }).waitFor()
  await page.locator('tbody tr').nth(12).waitFor()
  const atFirst = await waiting(page)
  await selectedName(page)

  // Done, nothing to tell: three.
  for (let count = 0; count < 3; count++) await takeOut(page, ['e', 'e'])

  // Called, with a note and a day to come back.
  const called = await selectedName(page)
  await page.keyboard.press('c')
  await page.getByRole('radio', { name: 'Called' }).waitFor()
  expect(await page.getByRole('radio', { name: 'Called' }).isChecked()).toBe(true)
  await page.keyboard.press('Tab')
  await page.keyboard.type('Wants an offer by Friday')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.getByText(`Done: ${called}`).waitFor()
  await selectedName(page)

  // Mailed: the outcome is asked for, and is chosen already.
  const mailed = await selectedName(page)
  await page.keyboard.press('m')
  await page.getByRole('radio', { name: 'Mailed' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText(`Done: ${mailed}`).waitFor()

  // Snoozed until tomorrow: two; a follow-up: one.
  await takeOut(page, ['h', '2'])
  await takeOut(page, ['h', '2'])
  await takeOut(page, ['f', '1'])

  // A note leaves the lead where it is.
  const noted = await selectedName(page)
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: `Note on ${noted}` }).waitFor()
  await page.keyboard.type('Left a message')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByText(`Noted: ${noted}`).waitFor()
  expect(await selectedName(page)).toBe(noted)
  await takeOut(page, ['e', '4', 'Enter'])

  // Taken back, and done again.
  const undone = await takeOut(page, ['e', 'e'])
  await page.keyboard.press('z')
  await page.getByRole('link', { name: undone, exact: true }).waitFor()
  expect(await selectedName(page)).toBe(undone)
  await takeOut(page, ['e', 'e'])

  await expect.poll(() => waiting(page)).toBe(atFirst - 10)
  await page.reload()
  await page.locator('tbody tr').nth(12).waitFor()
  expect(await waiting(page)).toBe(atFirst - 10)
  await page.getByText(/2 snoozed · 8 done today/).waitFor()

  // What was done is in the timeline of the lead.
  await page.getByRole('button', { name: 'Active' }).click()
  await page.getByRole('link', { name: called, exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name: called }).waitFor()
  await page.getByText('Wants an offer by Friday').first().waitFor()
  await page.getByText('Had a call').first().waitFor()
  expect(errors).toEqual([])
})

it("a manager looks at a rep's queue and changes nothing", async () => {
  const { page, errors } = await visit()
  await signInAsDemo(page, 'manager')
  await page.getByRole('link', { name: 'My Leads' }).click()
  await page.getByRole('heading', { name: 'Whose queue?' }).waitFor()
  await page.getByPlaceholder('Choose a rep').click()
  await page.getByRole('option').first().click()
  await page.waitForURL(/rep=/)
  await page.locator('tbody tr').nth(3).waitFor()
  await selectedName(page)
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await page.keyboard.press('w')
  await page.getByText('Rank', { exact: true }).waitFor()
  expect(await page.getByRole('radio').count()).toBe(0)
  expect(await page.getByRole('button', { name: /^(Done|Snooze)/ }).count()).toBe(0)
  expect(errors).toEqual([])
})
