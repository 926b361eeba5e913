import { describe, expect, it } from 'vitest'
import { canDebug } from './debug-policy.ts'

const token = 'a-debug-token-of-the-tests'

describe('canDebug (R015)', () => {
  it.each([
    ['anybody outside production', false, undefined, undefined, true],
    ['the holder of the token in production', true, token, token, true],
    ['a wrong token in production', true, token, `${token}x`, false],
    ['no token in production', true, token, undefined, false],
    ['an empty token when none is configured', true, undefined, '', false],
    ['a repeated header', true, token, [token, token], false],
  ] as const)('%s', (_name, isProduction, debugToken, given, can) => {
    expect(canDebug({ isProduction, debugToken }, given)).toBe(can)
  })
})
