import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import { percentText } from '../lib/percent-text.ts'

/** `rules only` or `learned model 2 counts 35 %`. */
export function learnedWords({ learned }: Pick<ScoringVersion, 'learned'>): string {
  if (learned === null) return 'rules only'
  return `learned model ${learned.number} counts ${percentText(learned.weight)}`
}

/** The reader's time zone, as the dialogs name it: `Europe/Berlin, UTC+1`. */
export function timeZoneWords(at: Date): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const hours = -at.getTimezoneOffset() / 60
  if (hours === 0) return timeZone === 'UTC' ? 'UTC' : `${timeZone}, UTC`
  return `${timeZone}, UTC${hours > 0 ? '+' : '−'}${Math.abs(hours)}`
}
