import type { Role } from '@leadglass/contracts/auth.ts'
import { describe, expect, it } from 'vitest'
import { canDeleteNote, canEditNote } from './note-policy.ts'

const author = '00000000-0000-7000-8000-000000000001'
const other = '00000000-0000-7000-8000-000000000002'

describe('who may change a note (R106)', () => {
  it.each<[Role, string, boolean, boolean]>([
    ['sales_rep', author, true, true],
    ['sales_rep', other, false, false],
    ['manager', author, true, true],
    ['manager', other, false, false],
    ['admin', author, true, true],
    ['admin', other, false, true],
  ])('%s %s edits: %s, deletes: %s', (role, id, edits, deletes) => {
    const actor = { id, role, sessionId: other }
    expect(canEditNote(actor, { author_id: author })).toBe(edits)
    expect(canDeleteNote(actor, { author_id: author })).toBe(deletes)
  })
})
