import type { LeadInsights } from '@leadglass/contracts/insights.ts'
import { activityPhrases } from './activity-phrases.ts'
import type { LeadStory } from './lead-story.ts'

export type InsightFact = LeadInsights['facts'][number]
type NewFact = Pick<InsightFact, 'text' | 'kind'> & Partial<InsightFact>

const mostTerms = 8
const mostActivities = 6

/**
 * The facts that a text about a lead may rest on, numbered. They name days, not ages: the same lead has the same facts
 * tomorrow, so that a text is asked for once.
 */
export function listInsightFacts(story: LeadStory): InsightFact[] {
  const facts: NewFact[] = [
    scoreFact(story),
    ...termFacts(story),
    ...activityFacts(story),
    ...profileFacts(story),
    ...workFacts(story),
  ]
  return facts.map((fact, index) => ({ activity_ids: [], field: null, ...fact, id: `f${index + 1}` }))
}

/** `2026-11-20` as `20 Nov 2026`, in UTC. */
export function dayWords(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
}

function scoreFact({ score, classification, winProbability, modelVersion }: LeadStory): NewFact {
  const chance =
    winProbability === null ? '' : `; ${Math.round(100 * winProbability)} % of such leads were won`
  return {
    kind: 'score',
    text: `Score ${score} of 100, ${classification}, by version ${modelVersion}${chance}`,
  }
}

/** The lines of the ledger that weigh most, in its own words. */
function termFacts({ terms }: LeadStory): NewFact[] {
  return terms
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, mostTerms)
    .map(({ label, points, activityIds, field }) => ({
      kind: 'term',
      text: `${label}: ${points < 0 ? '−' : '+'}${Math.abs(points)} points`,
      activity_ids: activityIds.slice(0, 20),
      field,
    }))
}

function activityFacts({ activities }: LeadStory): NewFact[] {
  return activities
    .filter(({ type }) => activityPhrases.has(type))
    .slice(0, mostActivities)
    .map(({ id, type, at }) => ({
      kind: 'activity',
      text: `The lead ${activityPhrases.get(type)?.did} on ${dayWords(at)}`,
      activity_ids: [id],
    }))
}

function profileFacts(story: LeadStory): NewFact[] {
  const { title, company, industry, companySize, country, source, estimatedValue, status } = story
  const fields: [field: string, text: string | null][] = [
    ['status', `Status: ${status}`],
    ['title', title && `Job title: ${title}`],
    ['company', company && `Company: ${company}`],
    ['industry', industry && `Industry: ${industry}`],
    ['company_size', companySize === null ? null : `Company size: ${companySize} people`],
    ['country', country && `Country: ${country}`],
    ['source', `Source: ${source}`],
    ['estimated_value', estimatedValue === null ? null : `Estimated value: ${estimatedValue}`],
  ]
  return fields.flatMap(([field, text]): NewFact[] => (text ? [{ kind: 'field', text, field }] : []))
}

/** What we did, and what is planned. The content of notes stays here. */
function workFacts({ lastTouchAt, followUpAt, notes, hasPhone, hasEmail }: LeadStory): NewFact[] {
  const facts: NewFact[] = [
    {
      kind: 'activity',
      text:
        lastTouchAt === null
          ? 'We have not contacted the lead'
          : `Our last contact was on ${dayWords(lastTouchAt)}`,
    },
    {
      kind: 'field',
      text: `Reachable by ${[hasPhone && 'telephone', hasEmail && 'e-mail'].filter(Boolean).join(' and ') || 'nothing: neither telephone nor e-mail is known'}`,
    },
  ]
  if (followUpAt !== null) {
    facts.push({ kind: 'activity', text: `A follow-up is planned for ${dayWords(followUpAt)}` })
  }
  if (notes.newestAt !== null) {
    const kind = notes.newestType === 'general' ? '' : ` (${notes.newestType})`
    facts.push({
      kind: 'note',
      text: `${notes.count} ${notes.count === 1 ? 'note' : 'notes'}, the newest${kind} of ${dayWords(notes.newestAt)}`,
    })
  }
  return facts
}
