import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { closeBrowser, signInAsDemo, visit } from './visitor.ts'

afterAll(closeBrowser)

const pages = [
  '/my-leads',
  '/leads',
  '/unassigned',
  '/team',
  '/scoring',
  '/report-card',
  '/report-card/reviews',
  '/learning',
  '/users',
  '/import',
  '/audit',
  '/system',
  '/settings',
  '/help',
  '/health',
]

async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }),
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

/** A draft and a version of the rules: pages without an address of their own in the menu. */
async function pagesOfRules(page: Page): Promise<string[]> {
  await page.goto('/scoring')
  const version = await page.getByRole('link', { name: 'Read the rules' }).getAttribute('href')
  await page.getByRole('button', { name: 'New draft' }).click()
  await page.getByRole('menuitem', { name: /^From version/ }).click()
  await page.waitForURL(/\/scoring\/drafts\//)
  const draft = new URL(page.url()).pathname
  return [version ?? 'no version on the page', draft, `${draft}?view=preview`, `${draft}?view=impact`]
}

/** A learned model, where one was trained before. */
async function pagesOfModels(page: Page): Promise<string[]> {
  await page.goto('/learning')
  await page.getByRole('heading', { name: 'Models' }).waitFor()
  const model = page.locator('a[href^="/learning/models/"]').first()
  return (await model.count()) > 0 ? [(await model.getAttribute('href')) ?? ''] : []
}

describe.each([
  { name: 'a desk', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { name: 'a phone', viewport: { width: 375, height: 812 }, colorScheme: 'dark' },
] as const)('on $name', ({ viewport, colorScheme }) => {
  it('every page opens without an error, serious accessibility findings or sideways scrolling (R152)', async () => {
    const { page, errors } = await visit({ viewport, colorScheme })
    await signInAsDemo(page, 'admin')
    const found: Record<string, unknown> = {}
    await page.goto('/leads')
    const lead = await page.locator('a[href^="/leads/"]').first().getAttribute('href')
    const more = [...(await pagesOfRules(page)), ...(await pagesOfModels(page))]
    for (const path of [...pages, ...more, lead ?? 'no lead on the page']) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      // The network is never idle: the live stream stays open.
      await page.waitForTimeout(800)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      if (width > viewport.width) found[`${path} width`] = width
      const findings = await seriousFindings(page)
      if (findings.length > 0) found[path] = findings
    }
    expect(found).toEqual({})
    expect(errors).toEqual([])
  })
})
