import { afterAll, expect, it } from 'vitest'
import { closeBrowser, signInAsDemo, visit } from './visitor.ts'

afterAll(closeBrowser)

const unreadOf = (label: string | null) => Number(/(\d+) unread/.exec(label ?? '')?.[1] ?? 0)

it("a manager assigns a lead, the rep's bell rings without a reload, and the lead is handed on", async () => {
  const rep = await visit()
  await signInAsDemo(rep.page, 'rep1')
  const bell = rep.page.getByRole('button', { name: /^Notifications/ })
  await bell.waitFor()
  await rep.page.waitForTimeout(1_500)
  const before = unreadOf(await bell.getAttribute('aria-label'))
  const repName = await rep.page
    .getByRole('button', { name: /Account menu/ })
    .locator('span:not([aria-hidden]) > span')
    .first()
    .innerText()

  const manager = await visit()
  await signInAsDemo(manager.page, 'manager')
  await manager.page.getByRole('link', { name: 'Unassigned' }).click()
  await manager.page.getByRole('heading', { level: 1, name: 'Unassigned' }).waitFor()
  const lead = manager.page.locator('tbody tr').first()
  const leadLink = lead.getByRole('link').first()
  const leadName = (await leadLink.innerText()).trim()
  await leadLink.click()
  await manager.page.getByRole('heading', { level: 1, name: leadName }).waitFor()
  await manager.page.getByRole('button', { name: 'Assign', exact: true }).click()
  const dialog = manager.page.getByRole('dialog', { name: 'Assign lead' })
  await dialog.getByLabel('Sales rep').fill(repName)
  await manager.page.getByRole('option', { name: repName }).click()
  await dialog.getByLabel('Notes').fill('Met at the fair')
  await dialog.getByRole('button', { name: 'Assign' }).click()
  await dialog.waitFor({ state: 'hidden' })

  await rep.page
    .getByRole('button', { name: `Notifications, ${before + 1} unread` })
    .waitFor({ timeout: 5_000 })
  await bell.click()
  await rep.page.getByText(leadName).first().click()
  await rep.page.getByRole('heading', { level: 1, name: leadName }).waitFor()

  const owner = manager.page.getByRole('button', { name: repName })
  await owner.click()
  await manager.page.getByRole('menuitem', { name: 'Transfer…' }).click()
  const transfer = manager.page.getByRole('dialog', { name: 'Transfer lead' })
  await transfer.getByLabel('Sales rep').click()
  const other = manager.page.getByRole('listbox').getByRole('option').first()
  await other.click()
  await transfer.getByLabel('Reason').fill('On leave next week')
  await transfer.getByRole('button', { name: 'Transfer' }).click()
  await transfer.waitFor({ state: 'hidden' })
  await manager.page.getByRole('tab', { name: 'Owners' }).click()
  await manager.page.getByText('On leave next week').first().waitFor()

  // The rep is told, and no longer sees the lead.
  await rep.page.getByRole('button', { name: /^Notifications, \d+ unread/ }).waitFor()
  await rep.page.reload()
  await expect.poll(() => rep.page.getByRole('heading', { level: 1, name: leadName }).count()).toBe(0)
  expect(manager.errors).toEqual([])
})
