import { fewestOutcomes } from '@leadglass/contracts/learning.ts'
import type { OutcomeCounts } from './outcome-repository.ts'

type Counts = Pick<OutcomeCounts, 'won' | 'lost'>

export function isEnough({ won, lost }: Counts): boolean {
  return won >= fewestOutcomes && lost >= fewestOutcomes
}

/** `not enough outcomes yet (14 of 50 won)`: what is missing. */
export function tooFewSentence({ won, lost }: Counts): string {
  const missing = [
    ...(won < fewestOutcomes ? [`${won} of ${fewestOutcomes} won`] : []),
    ...(lost < fewestOutcomes ? [`${lost} of ${fewestOutcomes} lost`] : []),
  ]
  return `not enough outcomes yet (${missing.join(', ')})`
}

type Told = {
  counts: Counts
  newest: { number: number; signal: string; rows: number; weight: number } | null
  inForce: { number: number | null; weight: number }
  newOutcomes: number
}

/** How far learning has come, for everybody. */
export function statusSentence({ counts, newest, inForce, newOutcomes }: Told): string {
  if (inForce.number !== null) {
    const since = newOutcomes > 0 ? `; ${leads(newOutcomes)} closed since the newest training` : ''
    return `model ${inForce.number} makes ${Math.round(inForce.weight * 100)} % of the score${since}`
  }
  if (!isEnough(counts)) return tooFewSentence(counts)
  const closed = `${leads(counts.won + counts.lost)} closed, ${figure(counts.won)} of them won`
  if (!newest) return `${closed}: enough to learn from, and nothing is trained yet`
  if (newest.weight === 0) {
    return `model ${newest.number} found nothing in ${leads(newest.rows)} that tells won from lost; the rules alone are in force`
  }
  return `model ${newest.number}, learned from ${leads(newest.rows)}, is not in force yet`
}

function leads(count: number): string {
  return `${figure(count)} ${count === 1 ? 'lead' : 'leads'}`
}

export function figure(count: number): string {
  return count.toLocaleString('en')
}
