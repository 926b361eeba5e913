import type { LeadScore } from '@leadglass/scoring'
import type { Db } from '../db/db.ts'
import { mailUsers } from '../mail/mail-users.ts'
import { notify } from '../notifications/notify.ts'
import { listManagerIds } from '../users/list-manager-ids.ts'

export type ScoredLead = {
  id: string
  name: string
  company: string | null
  owner_id: string | null
}

/** Tells the owner and the managers that a lead has become hot; runs in the transaction that made it so (R105). */
export async function announceHotLead(db: Db, lead: ScoredLead, score: LeadScore): Promise<void> {
  const managers = await listManagerIds(db)
  const told = new Set(lead.owner_id ? [lead.owner_id, ...managers] : managers)
  const message = [lead.company, `score ${score.total}`].filter(Boolean).join(' · ')
  await mailUsers(db, [...told], {
    subject: `${lead.name} is hot`,
    text: `${lead.name} has become hot: ${message}.`,
    path: `/leads/${lead.id}`,
  })
  await notify(
    db,
    [...told].map((userId) => ({
      userId,
      type: 'lead_hot',
      title: `${lead.name} is hot`,
      message,
      link: `/leads/${lead.id}`,
      leadId: lead.id,
    })),
  )
}
