import type { LeadStatus } from '@leadglass/contracts/leads.ts'
import type { LeadStage } from './lead-write-repository.ts'

const contactedFrom: readonly LeadStatus[] = [
  'contacted',
  'qualified',
  'proposal',
  'negotiation',
  'won',
  'lost',
]
const qualifiedFrom: readonly LeadStatus[] = ['qualified', 'proposal', 'negotiation', 'won']

/** Won or lost. */
export function isClosed(status: LeadStatus): boolean {
  return status === 'won' || status === 'lost'
}

export const unstaged: LeadStage = { status: 'new', contacted_at: null, qualified_at: null, closed_at: null }

/**
 * Moves a lead to a status. The first contact and the first qualification keep their times for good; `closed_at` is
 * set when a lead is won or lost and taken back when it is opened again (R095).
 */
export function stageLead(before: LeadStage, status: LeadStatus, now: Date): LeadStage {
  const at = now.toISOString()
  return {
    status,
    contacted_at: before.contacted_at ?? (contactedFrom.includes(status) ? at : null),
    qualified_at: before.qualified_at ?? (qualifiedFrom.includes(status) ? at : null),
    closed_at: isClosed(status) ? (before.closed_at ?? at) : null,
  }
}
