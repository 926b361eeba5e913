import type { LeadScore, LedgerGroup } from '@leadglass/contracts/scoring.ts'

/** The groups of a score in the order they are read: a version with a learned part begins where an average lead starts. */
export function groupsOf({ breakdown }: Pick<LeadScore, 'breakdown'>): readonly LedgerGroup[] {
  const groups = ['engagement', 'buying_signals', 'demographic_fit'] as const
  return breakdown.baseline === undefined ? groups : ['baseline', ...groups]
}

/** How far it is to the next class, in words. */
export function thresholdHint({ total_score: score, thresholds }: LeadScore): string {
  const { warm, hot } = thresholds
  const bounds = `Warm from ${warm}, hot from ${hot}`
  if (score >= hot) return bounds
  const [next, name] = score >= warm ? [hot, 'hot'] : [warm, 'warm']
  const missing = next - score
  return `${bounds} · ${missing} ${missing === 1 ? 'point' : 'points'} to ${name}`
}
