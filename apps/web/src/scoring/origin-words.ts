import type { LeadScore } from '@leadglass/contracts/scoring.ts'
import { formatCount, formatPlural } from '../lib/format-count.ts'

/** `62 % learned from 812 deals · 38 % rules`; null for rules only. */
export function shareWords({ learned, learned_weight: weight }: LeadScore): string | null {
  if (learned === null) return null
  const share = Math.round(100 * weight)
  return `${share} % learned from ${formatPlural(learned.rows, 'deal')} · ${100 - share} % rules`
}

/** The calibrated chance and what unseen deals say to it; null where no chance can be told. */
export function chanceWords({ win_probability: chance, learned }: LeadScore) {
  if (chance === null) return null
  const alike = learned?.alike ?? null
  return {
    chance: `${percentWords(chance)} to be won`,
    alike:
      alike === null
        ? null
        : `like ${formatCount(alike.won)} of ${formatPlural(alike.rows, 'past deal')} that were given about this chance`,
  }
}

/** Whole percents; nobody's chance is nothing or certain. */
export function percentWords(share: number): string {
  const percent = 100 * share
  if (percent < 1) return 'Less than 1 %'
  return percent > 99 ? 'More than 99 %' : `${Math.round(percent)} %`
}
