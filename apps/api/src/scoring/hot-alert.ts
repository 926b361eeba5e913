import type { LeadScore, ScoreThresholds } from '@leadglass/scoring'

/** How far below the threshold a score must fall before the next crossing is told again. */
const marginOfAlert = 5

/** What comes of a score for the alert: whether to tell now, and since when an alert stands. */
export type HotAlert = { tells: boolean; hotAlertedAt: string | null }

/**
 * One alert for each crossing (R105): told when the class is hot and no alert stands; it stands until the score is
 * more than five points below hot, so that a score which wobbles about the threshold is told of once. A lead that is
 * won or lost asks for nothing: nobody is told of it, unless it is opened again and still hot.
 */
export function nextHotAlert(
  { hot_alerted_at, status }: { hot_alerted_at: string | null; status?: string },
  score: Pick<LeadScore, 'total' | 'classification'>,
  thresholds: ScoreThresholds,
  at: Date,
): HotAlert {
  if (score.classification === 'hot') {
    const isClosed = status === 'won' || status === 'lost'
    if (isClosed) return { tells: false, hotAlertedAt: hot_alerted_at }
    return { tells: hot_alerted_at === null, hotAlertedAt: hot_alerted_at ?? at.toISOString() }
  }
  const isWellBelow = score.total < thresholds.hot - marginOfAlert
  return { tells: false, hotAlertedAt: isWellBelow ? null : hot_alerted_at }
}
