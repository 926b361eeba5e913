import { activityPhrases } from './activity-phrases.ts'
import { chooseNextAction } from './choose-next-action.ts'
import type { InsightFact } from './insight-facts.ts'
import type { InsightText } from './insight-repository.ts'
import type { LeadStory } from './lead-story.ts'

const mostPoints = 5
const monthMs = 30 * 24 * 60 * 60_000

/** Explanation, talking points and next action without anybody's help: the same lead gives the same words (R100). */
export function writeByRules(story: LeadStory, facts: readonly InsightFact[], now: number): InsightText {
  const { about, ...action } = chooseNextAction(story, now)
  return {
    explanation: explain(story),
    talking_points: [...activityPoints(story, facts, now), ...profilePoints(story, facts)].slice(
      0,
      mostPoints,
    ),
    next_action: { ...action, fact_ids: idsOf(facts.filter(about)) },
  }
}

function explain({ name, score, classification, terms }: LeadStory): string {
  const sorted = terms.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
  const ups = sorted.filter(({ points }) => points > 0).slice(0, 3)
  const downs = sorted.filter(({ points }) => points < 0).slice(0, 2)
  const begin = `${name} is ${classification} with ${score} points`
  if (ups.length === 0 && downs.length === 0) return `${begin}: nothing counts for or against it yet.`
  const because = ups.length > 0 ? `, mostly for: ${ups.map(words).join(', ')}` : ''
  const despite = downs.length > 0 ? `. Held back by: ${downs.map(words).join(', ')}` : ''
  return `${begin}${because}${despite}.`
}

function words({ label, points }: { label: string; points: number }): string {
  return `${label} (${points < 0 ? '−' : '+'}${Math.abs(points)})`
}

/** What the lead did within a month, each kind once, the newest first. */
function activityPoints({ activities }: LeadStory, facts: readonly InsightFact[], now: number) {
  const types = [...new Set(activities.filter(({ at }) => now - at < monthMs).map(({ type }) => type))]
  return types.flatMap((type) => {
    const phrase = activityPhrases.get(type)
    if (!phrase?.point) return []
    return [{ text: phrase.point, fact_ids: idsOf(facts.filter(({ text }) => text.includes(phrase.did))) }]
  })
}

function profilePoints({ title, company, industry, companySize }: LeadStory, facts: readonly InsightFact[]) {
  const points: InsightText['talking_points'] = []
  const about = (...fields: string[]) => idsOf(facts.filter(({ field }) => field && fields.includes(field)))
  if (title) {
    const at = company ? ` at ${company}` : ''
    points.push({
      text: `Ask what a ${title}${at} is measured by, and speak to that`,
      fact_ids: about('title', 'company'),
    })
  }
  if (industry || companySize) {
    const who = [companySize && `${companySize} people`, industry].filter(Boolean).join(', ')
    points.push({
      text: `Bring a customer of the same kind (${who})`,
      fact_ids: about('industry', 'company_size'),
    })
  }
  return points
}

function idsOf(facts: readonly InsightFact[]): string[] {
  return [...new Set(facts.map(({ id }) => id))].slice(0, 10)
}
