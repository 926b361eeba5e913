import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MisconfiguredApi, misconfiguredApi } from '../apps/api/test/misconfigured-api.ts'
import { launchBrowser } from './browser.ts'

/** The documents need no database, so they get a server without one. */
describe('the documents of the API in a browser (R018)', () => {
  let api: MisconfiguredApi
  let browser: Browser
  beforeAll(async () => {
    api = await misconfiguredApi({})
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await api?.close()
  })

  it.each([
    ['/docs', '.swagger-ui .opblock'],
    ['/api/v1/docs', '.swagger-ui .opblock'],
    ['/redoc', '[data-section-id^="tag/"]'],
  ])('%s shows every operation, from this server alone', async (path, operation) => {
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url())
      if (protocol.startsWith('http') && origin !== api.baseUrl) complaints.push(`asked ${origin}`)
    })
    await page.goto(api.baseUrl + path)
    await page.locator(operation).nth(21).waitFor({ state: 'attached' })
    expect(await page.locator(operation).count()).toBeGreaterThan(20)
    expect(complaints).toEqual([])
    await page.close()
  })
})
