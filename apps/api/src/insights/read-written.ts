import { z } from 'zod'
import { ProviderError } from '../text-provider/provider-error.ts'
import type { InsightFact } from './insight-facts.ts'
import type { InsightText } from './insight-repository.ts'

const words = (max: number) =>
  z
    .string()
    .transform((text) => text.replaceAll(/\s+/g, ' ').trim())
    .pipe(z.string().min(1))
    .transform((text) => (text.length > max ? `${text.slice(0, max - 1).trimEnd()}…` : text))
const ids = z.array(z.string()).max(50)

const writtenText = z.object({
  explanation: words(600),
  talking_points: z.array(z.object({ text: words(300), fact_ids: ids })).max(20),
  next_action: z.object({ text: words(250), why: words(250), fact_ids: ids }),
})

const mostPoints = 5

/** What a provider wrote, as far as it rests on facts that we gave: points that cite none are dropped. */
export function readWritten(text: string, facts: readonly InsightFact[]): InsightText {
  const known = new Set(facts.map(({ id }) => id))
  const cited = (asked: readonly string[]) => [...new Set(asked.filter((id) => known.has(id)))]
  const { explanation, talking_points, next_action } = parse(text)
  const points = talking_points
    .map((point) => ({ ...point, fact_ids: cited(point.fact_ids) }))
    .filter((point) => point.fact_ids.length > 0)
    .slice(0, mostPoints)
  const action = { ...next_action, fact_ids: cited(next_action.fact_ids) }
  if (points.length === 0 || action.fact_ids.length === 0) throw new ProviderError('unusable_answer')
  return { explanation, talking_points: points, next_action: action }
}

function parse(text: string) {
  try {
    return writtenText.parse(JSON.parse(withoutFence(text)))
  } catch (error) {
    throw new ProviderError('unusable_answer', { cause: error })
  }
}

/** Some models wrap JSON in a fence however they are asked. */
function withoutFence(text: string): string {
  return text
    .trim()
    .replace(/^```(?:json)?\s*/, '')
    .replace(/\s*```$/, '')
}
