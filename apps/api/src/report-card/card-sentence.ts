import type { ReportCard } from '@leadglass/contracts/report-card.ts'
import { isEnough, tooFewSentence } from '../learning/learning-sentences.ts'
import { count, percent, percentRange } from './rate-words.ts'
import { mostJudged } from './report-card-repository.ts'

type Told = Pick<ReportCard, 'rows' | 'won' | 'waiting' | 'rows_capped' | 'classes'>

/** The whole card in one sentence; without outcomes enough it says what is missing. */
export function cardSentence(card: Told): string {
  const sentence = isEnough({ won: card.won, lost: card.rows - card.won })
    ? hotSentence(card)
    : missingSentence(card)
  const capped = card.rows_capped ? ` Only the newest ${count(mostJudged)} closed leads were looked at.` : ''
  return sentence + capped
}

function missingSentence({ rows, won, waiting }: Told): string {
  const missing = tooFewSentence({ won, lost: rows - won })
  const more = waiting === 0 ? '' : `; ${leadsThat(waiting)} still to be judged`
  return `${missing.charAt(0).toUpperCase()}${missing.slice(1)}${more}.`
}

function hotSentence({ rows, won, classes }: Told): string {
  const hot = classes.find(({ classification }) => classification === 'hot')
  if (!hot || hot.rate === null) {
    return `None of the ${count(rows)} closed leads was hot; ${percent(won / rows)} of them were won.`
  }
  const rate = `(${percent(hot.rate)}, ${percentRange(hot.interval)})`
  const start = `Of ${count(hot.rows)} hot ${hot.rows === 1 ? 'lead' : 'leads'} ${hot.won === 0 ? 'none' : count(hot.won)} ${hot.won > 1 ? 'were' : 'was'} won ${rate}`
  const rest = { rows: rows - hot.rows, won: won - hot.won }
  if (rest.rows === 0) return `${start}; there are no others to compare them with.`
  if (hot.won === 0 || rest.won === 0)
    return `${start}; of the rest ${percent(rest.won / rest.rows)} were won.`
  return `${start}: ${timesOf(hot.rate / (rest.won / rest.rows))} times as many as of the rest.`
}

/** `3.1`; two decimals below one, none from ten. */
function timesOf(ratio: number): string {
  return ratio.toFixed(ratio >= 10 ? 0 : ratio < 0.95 ? 2 : 1)
}

function leadsThat(rows: number): string {
  return rows === 1 ? 'one closed lead is' : `${count(rows)} closed leads are`
}
