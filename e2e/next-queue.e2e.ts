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

/** The counts below the rows. */
async function countsOf(page: Page) {
  const text = await page.locator('footer').innerText()
  const count = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0)
  const waiting = count(/^The first \d+ of (\d+)/) || count(/^(\d+) leads? wait/)
  return { waiting, snoozed: count(/(\d+) snoozed/), done: count(/(\d+) done today/) }
}

it('a rep works ten leads from the Next queue with the keyboard alone', async () => {
  const { page, errors } = await visit()
  await signInAsDemo(page, 'rep1')
  await page.getByRole('heading', { name: 'My Leads' }).waitFor()
  await page.locator('tbody tr').nth(12).waitFor()
  const atFirst = await countsOf(page)
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

  const { waiting, snoozed, done } = atFirst
  const expected = { waiting: waiting - 10, snoozed: snoozed + 2, done: done + 8 }
  await expect.poll(() => countsOf(page)).toEqual(expected)
  await page.reload()
  await page.locator('tbody tr').nth(12).waitFor()
  expect(await countsOf(page)).toEqual(expected)

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
