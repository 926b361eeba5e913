import type { LeadScore, ScoreThresholds } from '@leadglass/scoring'

/** How far below the threshold a score must fall before the next crossing is told again. */
const marginOfAlert = 5

/** What comes of a score for the alert: whether to tell now, and since when an alert stands. */
export type HotAlert = { tells: boolean; hotAlertedAt: string | null }

/**
 * One alert for each crossing (R105): told when the class is hot and no alert stands; it stands until the score is
 * more than five points below hot, so that a score which wobbles about the threshold is told of once.
 */
export function nextHotAlert(
  { hot_alerted_at }: { hot_alerted_at: string | null },
  score: Pick<LeadScore, 'total' | 'classification'>,
  thresholds: ScoreThresholds,
  at: Date,
): HotAlert {
  if (score.classification === 'hot') {
    return { tells: hot_alerted_at === null, hotAlertedAt: hot_alerted_at ?? at.toISOString() }
  }
  const isWellBelow = score.total < thresholds.hot - marginOfAlert
  return { tells: false, hotAlertedAt: isWellBelow ? null : hot_alerted_at }
}
