import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { closeBrowser, signInAsDemo, visit } from './visitor.ts'

afterAll(closeBrowser)

/** JavaScript that a page loads from now on, in kilobytes as gzip would send it. */
function weighScripts(page: Page): () => Promise<number> {
  const bodies = new Map<string, Promise<Buffer>>()
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.set(response.url(), response.body())
  })
  return async () => {
    const sizes = (await Promise.all(bodies.values())).map((body) => gzipSync(body).length)
    return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024)
  }
}

it('the sign-in page loads at most 170 KB of JavaScript', async () => {
  const { page } = await visit()
  const weight = weighScripts(page)
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  await page.waitForTimeout(1_000)
  expect(await weight()).toBeLessThanOrEqual(170)
})

it('My Leads, opened by its address, loads at most 230 KB of JavaScript', async () => {
  const { page } = await visit()
  await signInAsDemo(page, 'rep2')
  const weight = weighScripts(page)
  await page.goto('/my-leads')
  await page.locator('tbody tr').nth(3).waitFor()
  await page.waitForTimeout(1_000)
  expect(await weight()).toBeLessThanOrEqual(230)
})
