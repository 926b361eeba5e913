import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { closeBrowser, signInAsDemo, visit } from './visitor.ts'

afterAll(closeBrowser)

/** JavaScript that a page loads from now on, in kilobytes as gzip would send it. */
function weighScripts(page: Page): () => Promise<number> {
  const scripts = new Set<string>()
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.add(request.url())
  })
  return async () => {
    const bodies = await Promise.all([...scripts].map(async (url) => (await fetch(url)).arrayBuffer()))
    const bytes = bodies.reduce((sum, body) => sum + gzipSync(Buffer.from(body)).length, 0)
    return Math.round(bytes / 1024)
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
