import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashOfRefreshToken, newRefreshToken, readRefreshToken, successorOf } from './refresh-token.ts'

const key = 'a-key-of-the-tests-0123456789abcdef'
const sessionId = randomUUID()

describe('refresh tokens (R083)', () => {
  it('are read back with their session', () => {
    const token = newRefreshToken(key, sessionId)
    expect(readRefreshToken(key, token.text)).toEqual(token)
    expect(token.text).toMatch(/^[\w-]{86}$/)
  })

  it('differ from each other, and their stored hashes with them', () => {
    const [one, other] = [newRefreshToken(key, sessionId), newRefreshToken(key, sessionId)]
    expect(one.text).not.toBe(other.text)
    expect(hashOfRefreshToken(one)).not.toBe(hashOfRefreshToken(other))
  })

  it('have one successor, which only the holder of the key can derive', () => {
    const token = newRefreshToken(key, sessionId)
    expect(successorOf(key, token)).toEqual(successorOf(key, token))
    expect(successorOf(key, token).text).not.toBe(successorOf('another-key', token).text)
    expect(successorOf(key, token).text).not.toBe(token.text)
  })

  it.each(['', 'x', 'x'.repeat(85), 'x'.repeat(86), 'x'.repeat(87), '\u0000'.repeat(86), 'a.b.c'])(
    'are not made by strangers: %j',
    (text) => {
      expect(readRefreshToken(key, text)).toBeNull()
    },
  )

  it('are refused when sealed with another key or changed in any place', () => {
    const { text } = newRefreshToken(key, sessionId)
    expect(readRefreshToken('another-key', text)).toBeNull()
    for (const at of [0, 20, 21, 40, 63, 64, 84]) {
      const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
      expect(readRefreshToken(key, changed)).toBeNull()
    }
  })
})
