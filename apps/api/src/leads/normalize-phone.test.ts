import { expect, it } from 'vitest'
import { normalizePhone } from './normalize-phone.ts'

it.each([
  ['(415) 555-2671', 'US', '+14155552671'],
  ['+49 30 901820', 'US', '+4930901820'],
  ['030 901820', 'DE', '+4930901820'],
  ['call reception', 'US', 'call reception'],
  ['123', 'US', '123'],
  [null, 'US', null],
] as const)('writes %s in %s as %s (C28)', (phone, region, expected) => {
  expect(normalizePhone(phone, region)).toBe(expected)
})
