import { leadFacts } from '../scoring/lead-facts.ts'
import { dayMs } from './demo-clock.ts'
import type { DemoActivity, DemoJudgement, DemoLead, DemoOutcome, DemoProfileVersion } from './demo-rows.ts'
import type { DemoVersion } from './demo-versions.ts'

export type ClosedLife = {
  lead: DemoLead
  activities: readonly DemoActivity[]
  profileVersions: readonly DemoProfileVersion[]
  outcome: DemoOutcome
}

/** What a version says of a closed lead as of a day before its outcome, as the report card has it. */
export function judgeClosed(version: DemoVersion, life: ClosedLife): DemoJudgement {
  const { lead, outcome } = life
  const at = Math.max(lead.createdAt, outcome.closedAt - dayMs)
  const replaced = life.profileVersions.find(({ validUntil }) => validUntil > at)
  const profile = replaced?.fields ?? { ...lead.profile, status: lead.status }
  const known = life.activities.filter((activity) => activity.at <= at)
  const facts = leadFacts({ ...profile, created_at: new Date(lead.createdAt).toISOString() }, known)
  return { leadId: lead.id, modelId: version.id, score: version.model.score(facts, at) }
}
