import type { ClassCount, HotAndWarm } from './score-alarm-repository.ts'

/** The alarm looks at what was closed in so many days. */
export const alarmDays = 180
/** Fewer leads of either class say nothing. */
export const fewestOfAClass = 30
/** A hot lead should have so many times the odds of a warm one. */
const worthOfHot = 1.5
/** One-sided, 99 %: the alarm looks again after every closing. */
const z99 = 2.3263478740408408

export type HotFinding = 'too_few' | 'hot_beats_warm' | 'not_proven' | 'hot_is_no_better'

/**
 * Whether hot leads are won more often than warm ones.
 *
 * - `hot_is_no_better` raises the alarm: hot were won no more often than warm, and that would happen to leads with one
 *   and a half times the odds less than once in a hundred times.
 * - `not_proven` keeps it as it is: hot are ahead again but not by what they should, or behind by what may be chance.
 * - `hot_beats_warm` and `too_few` end it.
 *
 * Formula: the upper end of the one-sided 99 % interval of the log odds ratio (with half a lead added to each of the four
 * counts) lies below log 1.5.
 */
export function compareHotAndWarm({ hot, warm }: HotAndWarm): HotFinding {
  if (hot.rows < fewestOfAClass || warm.rows < fewestOfAClass) return 'too_few'
  const isAhead = hot.won * warm.rows > warm.won * hot.rows
  const isWorthLess = upperLogOddsRatio(hot, warm) < Math.log(worthOfHot)
  if (!isAhead && isWorthLess) return 'hot_is_no_better'
  return isAhead && !isWorthLess ? 'hot_beats_warm' : 'not_proven'
}

function upperLogOddsRatio(hot: ClassCount, warm: ClassCount): number {
  const [hotWon, hotLost] = [hot.won + 0.5, hot.rows - hot.won + 0.5]
  const [warmWon, warmLost] = [warm.won + 0.5, warm.rows - warm.won + 0.5]
  const error = Math.sqrt(1 / hotWon + 1 / hotLost + 1 / warmWon + 1 / warmLost)
  return Math.log((hotWon * warmLost) / (hotLost * warmWon)) + z99 * error
}
