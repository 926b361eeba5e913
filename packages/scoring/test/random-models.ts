import fc from 'fast-check'
import type { LeadFacts } from '../src/lead-score.ts'
import { type Rule, type ScoringModel, scoreGroups } from '../src/scoring-model.ts'
import { deepFreeze } from './deep-freeze.ts'

const day = 86_400_000
const types = ['open', 'click', 'visit', 'bounce', 'demo']

/** The moment around which random leads live. */
export const at = Date.UTC(2026, 5, 1)

/** The fields that random models and leads know. */
export const fieldNames = ['title', 'size', 'email', 'flag']

const group = fc.constantFrom(...scoreGroups)
const points = fc.oneof(
  fc.integer({ min: -30, max: 40 }),
  fc.double({ min: -30, max: 40, noNaN: true }),
  fc.constantFrom(-0, 0.5, 1 / 3, -0.5, 1e-9),
)
/** A number of days, whole or not. */
export const days = fc.oneof(
  fc.integer({ min: 1, max: 120 }),
  fc.double({ min: 0.01, max: 120, noNaN: true }),
)
/** A field value. */
export const value = fc.oneof(
  fc.constantFrom('VP Sales', 'student', ' ', 'a@gmail.com', 'b@acme.example', 'c@mit.edu'),
  fc.integer({ min: -5, max: 50 }),
  fc.boolean(),
  fc.constant(null),
)
const test = fc.oneof(
  fc.record({ equals: value }),
  fc.record({ oneOf: fc.array(value, { minLength: 1, maxLength: 3 }) }),
  fc.record({ min: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ present: fc.boolean() }),
  fc.record({ emailDomain: fc.constantFrom('free' as const, 'business' as const, 'education' as const) }),
  fc.record({ matchesWord: fc.constantFrom(['vp'], ['student', 'sales']) }),
)
const common = { id: fc.constant('replaced'), group, label: fc.constant('A rule') }
const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    ...common,
    kind: fc.constant('field' as const),
    field: fc.constantFrom(...fieldNames),
    test,
    points,
  }),
  fc.record({
    ...common,
    kind: fc.constant('activity' as const),
    activity: fc.constantFrom(...types),
    points,
    maxCount: fc.integer({ min: 1, max: 6 }),
    halfLifeInDays: fc.option(days),
    windowInDays: fc.option(days),
  }),
  fc.record({
    ...common,
    kind: fc.constant('silence' as const),
    activities: fc.subarray(types, { minLength: 1 }),
    days,
    points: points.map((value) => -Math.abs(value)),
  }),
)
const limits = fc
  .record({ cap: fc.integer({ min: 0, max: 100 }), floor: fc.option(fc.integer({ min: -60, max: 10 })) })
  .map(({ cap, floor }) => ({ cap, floor: floor === null ? null : Math.min(floor, cap) }))
/** A valid model of up to 14 rules. */
export const model: fc.Arbitrary<ScoringModel> = fc
  .record({
    name: fc.constant('Random'),
    thresholds: fc.constant({ hot: 80, warm: 50 }),
    groups: fc.record({ engagement: limits, buying_signals: limits, demographic_fit: limits }),
    rules: fc.array(rule, { maxLength: 14 }),
  })
  .map((draft) => ({ ...draft, rules: draft.rules.map((one, index) => ({ ...one, id: `rule-${index}` })) }))
  .map(deepFreeze)
const moment = fc.oneof(
  fc.integer({ min: -200 * 24, max: 10 * 24 }).map((hours) => at + hours * 3_600_000),
  fc.integer({ min: at - 200 * day, max: at }),
)
/** An activity, some of them after the moment. */
export const activity = fc.record(
  {
    id: fc.uuid(),
    type: fc.constantFrom(...types, 'unknown'),
    at: moment,
    count: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: ['id', 'type', 'at'] },
)
/** A lead with up to 14 activities in any order. */
export const lead: fc.Arbitrary<LeadFacts> = fc
  .record({
    fields: fc.dictionary(fc.constantFrom(...fieldNames), value),
    activities: fc.uniqueArray(activity, { maxLength: 14, selector: ({ id }) => id }),
    createdAt: moment,
  })
  .map(deepFreeze)
