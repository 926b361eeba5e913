import type { Actor } from '@leadglass/contracts/auth.ts'
import { describe, expect, it } from 'vitest'
import { canEndOverride, canWithdrawVerdict } from './verdict-policy.ts'

const actor = (id: string, role: Actor['role']) => ({ id, role }) as Actor
const ofRita = { user_id: 'rita' }

describe('canWithdrawVerdict', () => {
  it.each([
    ['rita', 'sales_rep', true],
    ['omar', 'sales_rep', false],
    ['marta', 'manager', false],
    ['bo', 'admin', false],
  ] as const)('says of %s, %s: %s', (id, role, may) => {
    expect(canWithdrawVerdict(actor(id, role), ofRita)).toBe(may)
  })
})

describe('canEndOverride', () => {
  it.each([
    ['rita', 'sales_rep', true],
    ['omar', 'sales_rep', false],
    ['marta', 'manager', true],
    ['bo', 'admin', true],
  ] as const)('says of %s, %s: %s', (id, role, may) => {
    expect(canEndOverride(actor(id, role), ofRita)).toBe(may)
  })
})
