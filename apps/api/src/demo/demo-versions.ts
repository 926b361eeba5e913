import { type CompiledModel, compileModel, type Rule, type ScoringModel } from '@leadglass/scoring'
import { uuidV7 } from '../db/uuid-v7.ts'
import { dayMs, hourMs, inOfficeHours, startOfDay } from './demo-clock.ts'

/** Rules as they were in force from a moment on. */
export type DemoVersion = { id: string; from: number; model: CompiledModel }

/** All versions, oldest first; the last one is in force. */
export type DemoVersions = readonly [first: DemoVersion, inForce: DemoVersion]

export const reasonOfSecond =
  'Deals of the spring: whoever comes back to the prices buys, visits to the website say little'

export const draft = {
  name: 'B2B sales, with trials',
  reason: 'Trials of the summer were won more often than demos',
}

/** A lead is scored again so long after a version was published. */
const rescoredAfterMs = 4_000

/** The rules of the company's first months, and those that its admin made of them. */
export function demoVersions(first: { id: string; document: ScoringModel }, now: Date): DemoVersions {
  const today = startOfDay(now.getTime())
  const from = inOfficeHours(today - 117.6 * dayMs, today - 130 * dayMs) + 0.21 * hourMs
  const second = compileModel(
    withPoints(first.document, {
      'pricing-page-view': 4,
      'website-visit': 1,
      'webinar-attended': 5,
      'industry-core': 2,
    }),
  )
  return [
    { id: first.id, from: today - 400 * dayMs, model: compileModel(first.document) },
    { id: uuidV7(from, 1, 0), from, model: second },
  ]
}

/** What the admin tries out today. */
export function draftOf({ model }: DemoVersion): ScoringModel {
  const document = withPoints(model.model, { 'trial-signup': 24, 'demo-request': 18, 'source-referral': 4 })
  return { ...document, name: draft.name }
}

export function versionAt([first, second]: DemoVersions, at: number): DemoVersion {
  return at < second.from ? first : second
}

/** When the leads of the time were scored by a version that came into force. */
export function rescoredAt({ from }: DemoVersion): number {
  return from + rescoredAfterMs
}

function withPoints(model: ScoringModel, points: Readonly<Record<string, number>>): ScoringModel {
  const change = (rule: Rule): Rule => ({ ...rule, points: points[rule.id] ?? rule.points })
  return { ...model, rules: model.rules.map(change) }
}
