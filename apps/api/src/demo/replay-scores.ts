import type { ActivityFact, CompiledModel, LeadFacts, LeadScore } from '@leadglass/scoring'
import { leadFacts, type ScoredProfile } from '../scoring/lead-facts.ts'
import { dayMs, hourMs, startOfDay } from './demo-clock.ts'
import type { DemoActivity, DemoScoreChange } from './demo-rows.ts'

export type Replay = { score: LeadScore; changes: DemoScoreChange[] }

/** Nights between two looks at a lead that does nothing. */
const decayEveryDays = 30

/**
 * Lives through a lead's time with the engine: each activity is given the points it brought, a history
 * row stands for each change, and what faded in between was seen by the nightly job. Activities come oldest first.
 */
export function replayScores(
  model: CompiledModel,
  lead: { id: string; profile: ScoredProfile; activities: DemoActivity[] },
  now: number,
): Replay {
  const counted = new Set(model.activityLimits.map(({ activity }) => activity))
  const facts: ActivityFact[] = []
  const known: LeadFacts = { ...leadFacts(lead.profile, []), activities: facts }
  const createdAt = Date.parse(lead.profile.created_at)
  const changes: DemoScoreChange[] = []
  let score: LeadScore | null = null

  const look = (at: number, trigger: DemoScoreChange['trigger'], activity?: DemoActivity) => {
    const next = model.score(known, at)
    if (!score || next.total !== score.total || next.classification !== score.classification) {
      changes.push({
        leadId: lead.id,
        old: score,
        score: next,
        trigger,
        activityId: activity?.id ?? null,
        at,
      })
    }
    score = next
    return next
  }

  look(createdAt, 'created')
  let seen = createdAt
  for (const activity of lead.activities) {
    if (!counted.has(activity.type)) continue
    for (const night of nightsBetween(seen, activity.at)) look(night, 'decay')
    const without = model.score(known, activity.at).total
    facts.push({ id: activity.id, type: activity.type, at: activity.at })
    activity.points = look(activity.at, 'activity', activity).total - without
    seen = activity.at
  }
  for (const night of nightsBetween(seen, now)) look(night, 'decay')
  return { score: look(now, 'decay'), changes }
}

/** Every thirtieth night of a silence, and the last one before it ends, at two o'clock. */
function nightsBetween(from: number, to: number): number[] {
  const nights: number[] = []
  for (
    let at = startOfDay(from) + decayEveryDays * dayMs + 2 * hourMs;
    at < to - dayMs;
    at += decayEveryDays * dayMs
  ) {
    nights.push(at)
  }
  const last = startOfDay(to) + 2 * hourMs
  if (last > from && last < to) nights.push(last)
  return nights
}
