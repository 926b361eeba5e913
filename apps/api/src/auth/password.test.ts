import { describe, expect, it } from 'vitest'
import { hashPassword, isPasswordOf } from './password.ts'

describe('passwords', () => {
  it('are stored as bcrypt hashes of cost 10 or more (R085)', async () => {
    const hash = await hashPassword('four-brown-foxes-7')
    expect(Number(/^\$2b\$(\d\d)\$/.exec(hash)?.[1])).toBeGreaterThanOrEqual(10)
    expect(await isPasswordOf(hash, 'four-brown-foxes-7')).toBe(true)
    expect(await isPasswordOf(hash, 'four-brown-foxes-8')).toBe(false)
  })

  it('are not matched by a longer text that bcrypt would cut to the same 72 bytes', async () => {
    const hash = await hashPassword('x'.repeat(72))
    expect(await isPasswordOf(hash, 'x'.repeat(72))).toBe(true)
    expect(await isPasswordOf(hash, 'x'.repeat(73))).toBe(false)
  })

  it('never match where there is no user, and take their time for it (R081)', async () => {
    const started = performance.now()
    expect(await isPasswordOf(undefined, 'four-brown-foxes-7')).toBe(false)
    expect(performance.now() - started).toBeGreaterThan(15)
  })
})
