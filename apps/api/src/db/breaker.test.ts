import { describe, expect, it } from 'vitest'
import { createBreaker } from './breaker.ts'
import { isOutage } from './is-outage.ts'

const gone = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
const settled = () => new Promise((resolve) => setImmediate(resolve))
const failing = () => Promise.reject(gone)

describe('createBreaker', () => {
  it('opens at the fifth failure in a row, not before (R033)', async () => {
    const breaker = createBreaker()
    const opened: unknown[] = []
    breaker.onOpen((error) => opened.push(error))
    for (let i = 0; i < 4; i++) breaker.failed(gone)
    await settled()
    breaker.succeeded()
    for (let i = 0; i < 4; i++) breaker.failed(gone)
    await settled()
    expect(breaker.isOpen).toBe(false)
    expect(breaker.status()).toMatchObject({ state: 'closed', failure_count: 4, failure_threshold: 5 })
    breaker.failed(gone)
    await settled()
    expect(breaker.isOpen).toBe(true)
    expect(opened).toEqual([gone])
    expect(breaker.status()).toMatchObject({ state: 'open', opened_total: 1, retry_after_seconds: 3 })
    expect(Date.parse(breaker.status().last_opened_at ?? '')).toBeGreaterThan(Date.now() - 5_000)
  })

  it('counts connections that are cut at the same moment once', async () => {
    const breaker = createBreaker()
    const cut = Object.assign(new Error('terminating connection'), { code: '57P01' })
    for (let i = 0; i < 20; i++) breaker.failed(cut)
    await settled()
    expect(breaker.status()).toMatchObject({ state: 'closed', failure_count: 1 })
  })

  it('closes after two trials that succeed in a row, and is half open between them', async () => {
    const breaker = createBreaker()
    breaker.trip(gone)
    expect(breaker.isOpen).toBe(true)
    await settled()
    await expect(breaker.trial(failing)).rejects.toBe(gone)
    expect(breaker.status().state).toBe('open')
    await breaker.trial(() => Promise.resolve())
    expect(breaker.status().state).toBe('half_open')
    expect(breaker.isOpen).toBe(true)
    await expect(breaker.trial(failing)).rejects.toBe(gone)
    expect(breaker.status().state).toBe('open')
    await breaker.trial(() => Promise.resolve())
    await breaker.trial(() => Promise.resolve())
    expect(breaker.status()).toMatchObject({ state: 'closed', failure_count: 0, opened_total: 1 })
    expect(breaker.isOpen).toBe(false)
  })

  it('counts nothing while it is open: what was under way does not open it again', async () => {
    const breaker = createBreaker()
    breaker.trip(gone)
    breaker.trip(gone)
    breaker.failed(gone)
    await settled()
    expect(breaker.status()).toMatchObject({ state: 'open', opened_total: 1 })
  })
})

describe('isOutage', () => {
  const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code })

  it.each([
    ['a refused connection', coded('ECONNREFUSED')],
    ['a cut connection', coded('57P01')],
    ['a server that says nothing', new Error('Query read timeout')],
    ['a server that lets nobody in', coded('53300')],
  ])('is true for %s', (_name, error) => expect(isOutage(error)).toBe(true))

  it.each([
    ['a full pool', new Error('timeout exceeded when trying to connect')],
    ['a slow statement', coded('57014')],
    ['a conflict', coded('40001')],
    ['a broken rule', coded('23505')],
    ['a full disk, where reads go on', coded('53100')],
    ['a write on a replica', coded('25006')],
    ['a transaction that we left idle', coded('25P03')],
    ['a refusal of the breaker', coded('CIRCUIT_OPEN')],
    ['the end of a request', new DOMException('aborted', 'AbortError')],
  ])('is false for %s', (_name, error) => expect(isOutage(error)).toBe(false))
})
