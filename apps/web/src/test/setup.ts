import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'
import { forgetSession } from '../api/session.ts'

// The first page of a file brings its code with it; on a machine at work that takes more than the usual second.
configure({ asyncUtilTimeout: 4_000 })

afterEach(() => {
  cleanup()
  forgetSession()
  localStorage.clear()
})

// jsdom lays nothing out and has no media queries; the components only need the functions to be there.
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
window.matchMedia = (query: string) =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener() {},
    removeEventListener() {},
    addListener() {},
    removeListener() {},
    dispatchEvent: () => false,
  }) as MediaQueryList
window.HTMLElement.prototype.scrollIntoView = () => {}
window.scrollTo = () => {}
// Fields that grow with their text measure again when a font arrives.
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true })
