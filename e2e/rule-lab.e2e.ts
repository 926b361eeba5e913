import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { closeBrowser, signInAsDemo, visit } from './visitor.ts'

afterAll(closeBrowser)

/** Waits until a lead is scored by a version; the whole base is scored again in the background. */
async function seeVersionOnLead(page: Page, path: string, version: number) {
  const card = page.getByRole('region', { name: 'Score' })
  await expect
    .poll(
      async () => {
        await page.goto(path)
        return card.innerText()
      },
      { timeout: 60_000, interval: 2_000 },
    )
    .toContain(`version ${version} `)
  return Number(/= (\d+)$/m.exec(await card.innerText())?.[1])
}

it('an admin edits a rule, sees what it does, publishes it, finds it on a lead and rolls back', async () => {
  const { page, errors } = await visit()
  await signInAsDemo(page, 'admin')
  await page.getByRole('link', { name: 'Rule lab' }).click()
  await page.getByRole('button', { name: 'New draft' }).click()
  const beginning = page.getByRole('menuitem', { name: /^From version \d+, in force$/ })
  const inForce = Number(/\d+/.exec(await beginning.innerText())?.[0])
  await beginning.click()
  await page.waitForURL(/\/scoring\/drafts\//)

  // What is typed shows at once in the preview and in the changes.
  await page.getByRole('button', { name: /^Writes from a company address/ }).click()
  await page.getByRole('textbox', { name: 'Points' }).fill('-15')
  const preview = page.getByRole('region', { name: 'Preview' })
  await preview.getByText(/^[1-9]\d* of 10 move/).waitFor()
  await page
    .getByRole('region', { name: /^Changes/ })
    .getByText(/^Points .*→ −15$/)
    .waitFor()
  await page.keyboard.press('Control+s')
  await page.getByText('draft, revision 2').waitFor()

  await page.getByRole('button', { name: 'Impact', exact: true }).click()
  await page.getByRole('button', { name: 'Measure on all leads' }).click()
  const sentence = page.getByText(/^Of [\d,]+ open leads, [\d,]+ would change class/)
  await sentence.waitFor({ timeout: 60_000 })
  const measured = await sentence.innerText()
  const faller = page.getByRole('region', { name: 'Biggest fallers' }).getByRole('listitem').first()
  const path = (await faller.getByRole('link').getAttribute('href')) ?? ''
  const [, before, after] = /(\d+)\s*\w+\s*(\d+)\s*\w+$/.exec(await faller.innerText()) ?? []

  await page.getByRole('button', { name: 'Publish…' }).click()
  const publish = page.getByRole('dialog', { name: /^Publish/ })
  await publish.getByText(measured).waitFor()
  await publish.getByLabel('Reason').fill('Company addresses say nothing here')
  await publish.getByRole('button', { name: 'Publish' }).click()
  const force = page.getByRole('region', { name: /in force/ })
  await force.getByText('Company addresses say nothing here').waitFor()

  // The score says which version made it, and it is the one that was foretold.
  expect(await seeVersionOnLead(page, path, inForce + 1)).toBe(Number(after))

  // Its history says that the rules moved it, and which line.
  await page.getByRole('tab', { name: 'Score history' }).click()
  const change = page.getByRole('list', { name: 'Every change of the score' }).getByRole('listitem').first()
  await change.getByText(`Version ${inForce + 1} scored it`).waitFor()
  await change.getByRole('button', { name: 'Why?' }).click()
  const why = page.getByRole('region', { name: 'Why did it move?' })
  await why.getByText(new RegExp(`version ${inForce + 1} replaced version ${inForce}\\b`, 'i')).waitFor()
  await why.getByText('Writes from a company address').first().waitFor()
  await page
    .getByRole('slider')
    .getByText(`Version ${inForce + 1}`)
    .waitFor()

  await page.goto('/scoring')
  await page.getByRole('button', { name: `Actions of version ${inForce}` }).click()
  await page.getByRole('menuitem', { name: 'Roll back to this…' }).click()
  const rollBack = page.getByRole('dialog', { name: `Roll back to version ${inForce}` })
  await rollBack.getByLabel('Reason').fill('They do say something')
  await rollBack.getByRole('button', { name: 'Roll back' }).click()
  await force.getByText('They do say something').waitFor()
  await page.getByText(`repeats version ${inForce}`, { exact: true }).waitFor()
  expect(await seeVersionOnLead(page, path, inForce + 2)).toBe(Number(before))
  expect(errors).toEqual([])
})

it('a manager reads the rules and measures, and is told why nothing can be changed', async () => {
  const admin = await visit()
  await signInAsDemo(admin.page, 'admin')
  await admin.page.goto('/scoring')
  await admin.page.getByRole('button', { name: 'New draft' }).click()
  await admin.page.getByRole('menuitem', { name: /^From version/ }).click()
  await admin.page.waitForURL(/\/scoring\/drafts\//)
  const address = new URL(admin.page.url()).pathname

  const { page, errors } = await visit({ viewport: { width: 375, height: 812 } })
  await signInAsDemo(page, 'manager')
  await page.goto(address)
  await page.getByText('Only administrators change or publish it').waitFor()
  await page.getByRole('button', { name: /^Asked for a demo/ }).click()
  await page.getByText('Newest counted').waitFor()
  expect(await page.getByRole('button', { name: /Publish|Save|Add rule/ }).count()).toBe(0)
  await page.getByRole('button', { name: 'Impact', exact: true }).click()
  await page.getByRole('button', { name: 'Measure on all leads' }).click()
  await page.getByText(/^Of [\d,]+ open leads, none would have another score/).waitFor({ timeout: 60_000 })
  expect(errors).toEqual([])

  await admin.page.getByRole('button', { name: 'More actions of this draft' }).click()
  await admin.page.getByRole('menuitem', { name: 'Delete draft…' }).click()
  await admin.page.getByRole('dialog').getByRole('button', { name: 'Delete draft' }).click()
  await admin.page.waitForURL(/\/scoring$/)
  await expect.poll(() => admin.page.locator(`a[href="${address}"]`).count()).toBe(0)
  expect(admin.errors).toEqual([])
})
