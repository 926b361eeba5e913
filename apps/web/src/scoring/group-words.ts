import type { LeadScore, ScoreTerm } from '@leadglass/contracts/scoring.ts'

export type ScoreGroup = ScoreTerm['group']

export const groupOrder = ['engagement', 'buying_signals', 'demographic_fit'] as const

/** How far it is to the next class, in words. */
export function thresholdHint({ total_score: score, thresholds }: LeadScore): string {
  const { warm, hot } = thresholds
  const bounds = `Warm from ${warm}, hot from ${hot}`
  if (score >= hot) return bounds
  const [next, name] = score >= warm ? [hot, 'hot'] : [warm, 'warm']
  const missing = next - score
  return `${bounds} · ${missing} ${missing === 1 ? 'point' : 'points'} to ${name}`
}
