import { afterAll, expect, it } from 'vitest'
import { closeBrowser, signInAsDemo, visit } from './visitor.ts'

afterAll(closeBrowser)

it('an admin creates a user, who signs in', async () => {
  const admin = await visit()
  await signInAsDemo(admin.page, 'admin')
  await admin.page.getByRole('link', { name: 'Users' }).click()
  await admin.page.getByRole('heading', { name: 'Users' }).waitFor()
  await admin.page.getByRole('button', { name: /new user/i }).click()
  const dialog = admin.page.getByRole('dialog')
  await dialog.getByLabel('Full name').fill('Nadia Journey')
  await dialog.getByLabel('E-mail').fill('nadia@journey.example')
  await dialog.getByLabel('Username').fill('nadia')
  await dialog.getByLabel(/^Password/).fill('nadia')
  await dialog.getByRole('button', { name: /create/i }).click()
  await dialog.getByText(/at least 12 characters/).waitFor()
  await dialog.getByLabel(/^Password/).fill('rowing over green lakes')
  await dialog.getByRole('button', { name: /create/i }).click()
  await dialog.waitFor({ state: 'hidden' })
  await admin.page.getByText('Nadia Journey').first().waitFor()

  const nadia = await visit()
  await nadia.page.goto('/sign-in')
  await nadia.page.getByLabel('Username or e-mail').fill('nadia@journey.example')
  await nadia.page.getByLabel('Password', { exact: true }).fill('rowing over green lakes')
  await nadia.page.getByRole('button', { name: 'Sign in' }).click()
  await nadia.page.getByRole('heading', { name: 'My Leads' }).waitFor()
  expect(nadia.errors).toEqual([])
})
