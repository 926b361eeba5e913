import type { LeadProfile, LeadStatus } from '@leadglass/contracts/leads.ts'
import type { ActivityFact, LeadFacts, LeadScore } from '@leadglass/scoring'
import { nextHotAlert } from '../scoring/hot-alert.ts'
import { leadFacts } from '../scoring/lead-facts.ts'
import type { DemoActivity, DemoOutcome, DemoProfileVersion, DemoScoreChange } from './demo-rows.ts'
import { type DemoVersions, versionAt } from './demo-versions.ts'
import type { LeadDraft } from './invent-lead.ts'
import { firstProfile } from './lead-events.ts'

/** What the product would have stored of a lead's life. */
export type LeadRecords = {
  score: LeadScore
  hotAlertedAt: string | null
  changes: DemoScoreChange[]
  profileVersions: DemoProfileVersion[]
  outcome: DemoOutcome | null
}

/** A lead as it came, to which things happen one after the other; each is scored by the rules of its day. */
export function beginLife(versions: DemoVersions, { story, ...draft }: LeadDraft) {
  const leadId = draft.id
  const created_at = new Date(story.createdAt).toISOString()
  const facts: ActivityFact[] = []
  const changes: DemoScoreChange[] = []
  const profileVersions: DemoProfileVersion[] = []
  let profile = firstProfile(draft)
  let status: LeadStatus = 'new'
  let outcome: DemoOutcome | null = null
  let hotAlertedAt: string | null = null
  let known = describe()
  let score = versionAt(versions, story.createdAt).model.score(known, story.createdAt)
  look(story.createdAt, 'created')

  function describe(): LeadFacts {
    return { ...leadFacts({ ...profile, status, created_at }, []), activities: facts }
  }
  function look(
    at: number,
    trigger: DemoScoreChange['trigger'],
    activityId: string | null = null,
  ): LeadScore {
    const old = changes.at(-1)?.score ?? null
    const { id: modelId, model } = versionAt(versions, at)
    const next = model.score(known, at)
    const alert = { hot_alerted_at: hotAlertedAt }
    hotAlertedAt = nextHotAlert(alert, next, model.model.thresholds, new Date(at)).hotAlertedAt
    if (next.total !== old?.total || next.classification !== old.classification)
      changes.push({ leadId, old, score: next, trigger, activityId, modelId, at })
    score = next
    return next
  }
  function replace(at: number, next: { profile?: LeadProfile; status?: LeadStatus }): void {
    profileVersions.push({ leadId, validUntil: at, fields: { ...profile, status } })
    profile = next.profile ?? profile
    status = next.status ?? status
    known = describe()
    look(at, 'edited')
  }
  return {
    look,
    replace,
    act(at: number, activity: DemoActivity): void {
      const without = versionAt(versions, at).model.score(known, at).total
      activity.at = at
      facts.push({ id: activity.id, type: activity.type, at })
      activity.points = look(at, 'activity', activity.id).total - without
    },
    /** What was said last before the lead was won or lost. */
    close(at: number, closedAt: number, won: boolean): void {
      outcome = { leadId, won, closedAt, score, modelId: versionAt(versions, at).id }
    },
    records: (): LeadRecords => ({ score, hotAlertedAt, changes, profileVersions, outcome }),
  }
}
