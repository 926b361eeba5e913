import type { Role } from '@leadglass/contracts/auth.ts'
import { describe, expect, it } from 'vitest'
import { canCompleteAssignment } from './assignment-policy.ts'

const assignee = '00000000-0000-7000-8000-000000000001'
const other = '00000000-0000-7000-8000-000000000002'

describe('who may complete an assignment (R113)', () => {
  it.each<[Role, string, boolean]>([
    ['sales_rep', assignee, true],
    ['sales_rep', other, false],
    ['manager', other, true],
    ['admin', other, true],
  ])('%s %s: %s', (role, id, allowed) => {
    const actor = { id, role, sessionId: other }
    expect(canCompleteAssignment(actor, { user_id: assignee })).toBe(allowed)
  })
})
