import type { LeadProfile, LeadStatus } from '@leadglass/contracts/leads.ts'
import type { DemoActivity } from './demo-rows.ts'
import { type DemoVersions, rescoredAt } from './demo-versions.ts'
import type { LeadDraft } from './invent-lead.ts'

/** What moved the score of a lead, or might have. */
export type LeadEvent =
  | { kind: 'activity'; at: number; activity: DemoActivity }
  | { kind: 'edit'; at: number; profile: LeadProfile }
  | { kind: 'step'; at: number; status: LeadStatus }
  | { kind: 'version'; at: number }

/** The profile that a lead came with. */
export function firstProfile({ profile, edits }: Pick<LeadDraft, 'profile' | 'edits'>): LeadProfile {
  return edits[0]?.replaced ?? profile
}

/** A lead's life in order. */
export function listEvents(
  draft: LeadDraft,
  activities: readonly DemoActivity[],
  versions: DemoVersions,
): LeadEvent[] {
  const { edits, profile, story } = draft
  const events: LeadEvent[] = [
    ...activities.map((activity): LeadEvent => ({ kind: 'activity', at: activity.at, activity })),
    ...edits.map(
      ({ at }, index): LeadEvent => ({ kind: 'edit', at, profile: edits[index + 1]?.replaced ?? profile }),
    ),
    ...story.steps.map(({ status, at }): LeadEvent => ({ kind: 'step', at, status })),
  ]
  const version = rescoredAt(versions[1])
  if (story.createdAt < version) events.push({ kind: 'version', at: version })
  return events.sort((one, other) => one.at - other.at)
}
