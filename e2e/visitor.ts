import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { inject, onTestFinished } from 'vitest'
import { launchBrowser } from './browser.ts'

let browser: Promise<Browser> | undefined

/** One browser for a file; each visitor has cookies, storage and a window of their own. */
function sharedBrowser(): Promise<Browser> {
  browser ??= launchBrowser()
  return browser
}

/** Ends the browser of this file. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}

export type Visitor = {
  page: Page
  /** Errors of the page and its console; a journey ends with none. */
  errors: string[]
}

type Options = { viewport?: { width: number; height: number }; colorScheme?: 'light' | 'dark' }

/** Opens a window of its own; it closes with the test. */
export async function visit(options: Options = {}): Promise<Visitor> {
  const context: BrowserContext = await (await sharedBrowser()).newContext({
    baseURL: inject('baseUrl'),
    viewport: options.viewport ?? { width: 1440, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
    locale: 'en-US',
  })
  const page = await context.newPage()
  onTestFinished(async ({ task }) => {
    // What a failed journey saw last, for whoever mends it.
    if (task.result?.state === 'fail') await page.screenshot({ path: pictureOf(task.name) })
    await context.close()
  })
  page.setDefaultTimeout(20_000)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return { page, errors }
}

function pictureOf(journey: string): string {
  const name = journey.replaceAll(/\W+/g, '-').slice(0, 60)
  return path.join(import.meta.dirname, 'out', `${name}-${Date.now()}.png`)
}

/** Signs a demo user in with the one click that the sign-in page offers. */
export async function signInAsDemo(page: Page, username: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('button', { name: username }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}
