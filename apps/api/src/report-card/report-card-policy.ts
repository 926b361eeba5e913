import type { Actor } from '@leadglass/contracts/auth.ts'

/** Everybody sees the figures; leads by name only who sees the leads. */
export function seesAllFalseHots(actor: Actor): boolean {
  return actor.role !== 'sales_rep'
}
