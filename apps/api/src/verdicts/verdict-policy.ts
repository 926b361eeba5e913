import type { Actor } from '@leadglass/contracts/auth.ts'

/** A verdict says what its author thinks: nobody else takes it back. */
export function canWithdrawVerdict(actor: Actor, verdict: { user_id: string }): boolean {
  return verdict.user_id === actor.id
}

/** Whoever answers for another score, and managers, may end it, or put another in its place. */
export function canEndOverride(actor: Actor, override: { user_id: string }): boolean {
  return override.user_id === actor.id || actor.role !== 'sales_rep'
}
