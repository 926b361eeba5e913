import type { Actor } from '@leadglass/contracts/auth.ts'

/** Managers and admins see every lead; a rep sees the own ones and those the rep works on (R098). */
export function seesAllLeads(actor: Actor): boolean {
  return actor.role !== 'sales_rep'
}

/** Only managers and admins choose who owns a new lead; a rep owns what the rep creates. */
export function canChooseOwner(actor: Actor): boolean {
  return actor.role !== 'sales_rep'
}
