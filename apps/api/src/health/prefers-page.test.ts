import { describe, expect, it } from 'vitest'
import { prefersPage } from './prefers-page.ts'

describe('prefersPage', () => {
  it.each([
    ['Chrome', 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', true],
    ['Firefox', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
    ['text/html alone', 'text/html', true],
    ['capitals', 'Text/HTML', true],
    ['any text', 'text/*', true],
    ['curl', '*/*', false],
    ['nothing', undefined, false],
    ['an empty header', '', false],
    ['fetch of the web app', 'application/json', false],
    ['axios', 'application/json, text/plain, */*', false],
    ['JSON before HTML', 'application/json, text/html;q=0.5', false],
    ['both alike', 'text/html, application/json', false],
    ['HTML refused', 'text/html;q=0, */*', false],
    ['garbage', ';;,q=,/', false],
  ])('%s', (_name, accept, wanted) => {
    expect(prefersPage(accept)).toBe(wanted)
  })
})
