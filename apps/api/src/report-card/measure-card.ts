import { setImmediate as breathe } from 'node:timers/promises'
import type { ReportCard } from '@leadglass/contracts/report-card.ts'
import { classifications } from '@leadglass/contracts/scoring.ts'
import { areaUnderCurve, liftCurve, logOddsOf, winRates } from '@leadglass/scoring'
import { heldOutFigures } from '../training/held-out-figures.ts'
import type { JudgedLeads } from './judged-leads.ts'
import { cutIntoSpans } from './time-spans.ts'

/** The figures of a card that need outcomes enough. */
export type CardFigures = Pick<ReportCard, 'classes' | 'score' | 'rules_auc' | 'probability' | 'by_time'>

export const noFigures: CardFigures = {
  classes: [],
  score: null,
  rules_auc: null,
  probability: null,
  by_time: [],
}

/** Between the figures others have their turn: with many leads each takes some hundredths of a second. */
export async function measureCard(leads: JudgedLeads): Promise<CardFigures> {
  const classes = classRates(leads)
  await breathe()
  const score = { auc: areaOf(leads.won, leads.scores), ...topOf(leads) }
  await breathe()
  const rules_auc = areaOf(leads.won, leads.rulesScores)
  await breathe()
  const probability = leads.probabilities && heldOutFigures(leads.won, leads.probabilities.map(logOddsOf))
  await breathe()
  return { classes, score, rules_auc, probability, by_time: timeFigures(leads) }
}

function classRates({ won, classes }: Pick<JudgedLeads, 'won' | 'classes'>) {
  return winRates(won, classes, classifications).map(({ rows, won: wins, rate, interval }, index) => ({
    classification: classifications[index] ?? 'cold',
    ...{ rows, won: wins, rate, interval },
  }))
}

function areaOf(won: Uint8Array, scores: Uint8Array) {
  const area = areaUnderCurve(won, scores)
  return area && { value: area.value, interval: area.interval }
}

function topOf({ won, scores }: JudgedLeads) {
  const lift = liftCurve(won, scores)
  const capture = lift.find(({ share }) => share === 0.1)?.captured ?? null
  return { lift, top_tenth: { lift: capture === null ? null : capture / 0.1, capture } }
}

function timeFigures(leads: JudgedLeads): CardFigures['by_time'] {
  return cutIntoSpans(leads.closed).map(({ from, to, start, end }) => {
    const won = leads.won.subarray(start, end)
    const isHot = leads.classes.slice(start, end).map((name) => (name === 'hot' ? 'hot' : 'rest'))
    const [hot, rest] = winRates(won, isHot, ['hot', 'rest'])
    return {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      rows: end - start,
      won: (hot?.won ?? 0) + (rest?.won ?? 0),
      auc: areaUnderCurve(won, leads.scores.subarray(start, end))?.value ?? null,
      hot_rate: hot?.rate ?? null,
      rest_rate: rest?.rate ?? null,
    }
  })
}
