import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { VerdictWord } from '@leadglass/contracts/verdicts.ts'
import { reviewNotes, verdictReasons } from './data-verdicts.ts'
import { dayMs, hourMs, inOfficeHours } from './demo-clock.ts'
import type { DemoScoreChange, DemoVerdict } from './demo-rows.ts'
import type { LeadDraft } from './invent-lead.ts'
import type { Team } from './invent-users.ts'
import type { Random } from './random.ts'

type Told = { draft: LeadDraft; changes: readonly DemoScoreChange[] }

const verdictCount = 34
const rememberedDays = 60
const mostAttempts = 2_000

/** Reps look at what they are told to look at. */
const spokenOf: Readonly<Record<Classification, number>> = { hot: 0.9, warm: 0.7, cold: 0.12 }
const likely: Readonly<Record<Classification, Record<VerdictWord, number>>> = {
  hot: { too_high: 50, too_low: 0, right: 50 },
  warm: { too_high: 50, too_low: 18, right: 32 },
  cold: { too_high: 5, too_low: 75, right: 20 },
}

/** What reps said of the scores of their leads in the last weeks; the newest still wait for a manager. */
export function inventVerdicts(
  random: Random,
  told: readonly Told[],
  { admin, manager }: Team,
  now: number,
): DemoVerdict[] {
  const verdicts = new Map<string, DemoVerdict>()
  for (let left = mostAttempts; left > 0 && verdicts.size < verdictCount; left--) {
    const { draft, changes } = random.pick(told)
    const at = inOfficeHours(now - random.between(1, rememberedDays) * dayMs, 0)
    const author = draft.charge.ownerAt(at)
    const charge = draft.charge.assignments[0]
    const standing = changes.findLast((change) => change.at <= at)
    if (!author || !charge || charge.assignedAt > at || !standing || verdicts.has(draft.id)) continue
    const { classification } = standing.score
    if (at > draft.story.endsAt || !random.chance(spokenOf[classification])) continue
    const verdict = random.weighted(likely[classification])
    const reviewedAt = inOfficeHours(at + random.between(2, 9) * dayMs, at + hourMs)
    const isReviewed = verdict !== 'right' && reviewedAt < now - 4 * dayMs && random.chance(0.85)
    verdicts.set(draft.id, {
      leadId: draft.id,
      userId: author.id,
      verdict,
      reason: random.pick(verdictReasons[verdict]),
      score: standing.score,
      modelId: standing.modelId,
      at,
      review: isReviewed
        ? {
            at: reviewedAt,
            byId: random.chance(0.7) ? manager.id : admin.id,
            note: random.pick(reviewNotes[verdict]),
          }
        : null,
    })
  }
  return [...verdicts.values()]
}
