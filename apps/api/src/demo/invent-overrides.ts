import { dayMs, hourMs } from './demo-clock.ts'
import type { DemoLead, DemoOverride, DemoUser } from './demo-rows.ts'
import type { Team } from './invent-users.ts'

type Answer = { score: number; reason: string; ageDays: number; forDays: number; endedAfterDays?: number }

/** Scores that somebody answers for: two stand, one was taken back. */
export function inventOverrides(
  told: readonly { lead: DemoLead }[],
  { manager, reps }: Team,
  now: number,
): DemoOverride[] {
  const [first, second, third] = reps
  if (!first || !second || !third) return []
  const leads = told.map(({ lead }) => lead)
  const answered = new Set<DemoLead>()
  const answer = (owner: DemoUser, user: DemoUser, given: Answer): DemoOverride[] => {
    const at = now - given.ageDays * dayMs + 9.3 * hourMs
    const lead = leads.find((each) => isUnsure(each) && each.ownerId === owner.id && !answered.has(each))
    if (!lead) return []
    answered.add(lead)
    const { score, reason, forDays, endedAfterDays } = given
    const endedAt = endedAfterDays === undefined ? null : at + endedAfterDays * dayMs
    return [{ leadId: lead.id, userId: user.id, score, reason, at, expiresAt: at + forDays * dayMs, endedAt }]
  }
  const promised = { score: 90, reason: 'Their board said yes on the phone; the order is being written' }
  const frozen = { score: 30, reason: 'Budget frozen until the new year, whatever they read on our pages' }
  const retracted = { score: 85, reason: 'Trade fair: wanted an offer within the week' }
  return [
    ...answer(second, second, { ...promised, ageDays: 3, forDays: 21 }),
    ...answer(first, manager, { ...frozen, ageDays: 8, forDays: 45 }),
    ...answer(third, third, { ...retracted, ageDays: 30, forDays: 30, endedAfterDays: 11 }),
  ]
}

/** Open for a while, neither hot nor cold. */
function isUnsure({ closedAt, createdAt, score, lastActivityAt }: DemoLead): boolean {
  return (
    closedAt === null &&
    score.classification === 'warm' &&
    lastActivityAt !== null &&
    lastActivityAt - createdAt > 40 * dayMs
  )
}
