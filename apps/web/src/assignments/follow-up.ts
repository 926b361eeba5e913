import type { MyLead } from '@leadglass/contracts/assignments.ts'

export type FollowUp = { readonly words: string; readonly isUrgent: boolean }

/** How long a lead of each class may stay silent before somebody should get in touch. */
const patienceInDays = { hot: 2, warm: 7, cold: 21 } as const
const dayInMs = 86_400_000

/** One plain reason to act on a lead of one's own; null while there is none. */
export function followUpFor(lead: MyLead, now: Date): FollowUp | null {
  if (lead.status !== 'active' || lead.lead_status === 'won' || lead.lead_status === 'lost') return null
  if (lead.lead_status === 'new') return { words: 'First contact', isUrgent: lead.classification === 'hot' }
  const since = lead.last_activity_at ?? lead.assigned_at
  const silence = Math.floor((now.getTime() - new Date(since).getTime()) / dayInMs)
  const patience = patienceInDays[lead.classification]
  if (silence < patience) return null
  return {
    words: `Silent for ${silence}d`,
    isUrgent: lead.classification === 'hot' && silence >= patience * 2,
  }
}
