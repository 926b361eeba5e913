import { alarmDays, compareHotAndWarm, fewestOfAClass } from './hot-alarm.ts'
import { count, percent } from './rate-words.ts'
import type { HotAndWarm } from './score-alarm-repository.ts'

/** What the alarm rests on, whether or not it is raised. */
export function alarmSentence({ hot, warm }: HotAndWarm, isRaised: boolean): string {
  const finding = compareHotAndWarm({ hot, warm })
  if (finding === 'too_few') {
    return `Too few hot and warm leads were closed in the last ${alarmDays} days to compare them (${hot.rows} hot and ${warm.rows} warm, ${fewestOfAClass} of each are needed).`
  }
  const rates = `Of the leads closed in the last ${alarmDays} days ${rateOf(hot)} of the hot ones were won and ${rateOf(warm)} of the warm ones`
  if (finding === 'hot_is_no_better') return `${rates}: hot no longer beats warm.`
  if (finding === 'hot_beats_warm') return `${rates}.`
  if (isRaised) return `${rates}: hot does not beat warm clearly enough to call the alarm off.`
  const isAhead = hot.won * warm.rows > warm.won * hot.rows
  return isAhead
    ? `${rates}: hot beats warm by little.`
    : `${rates}: hot does not beat warm, which may be chance.`
}

/** `20 % (12 of 60)` */
function rateOf({ won, rows }: HotAndWarm['hot']): string {
  return `${percent(won / rows)} (${count(won)} of ${count(rows)})`
}
