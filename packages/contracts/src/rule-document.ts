import { z } from 'zod'
import { text } from './fields.ts'
import { scoreGroup } from './scoring.ts'

const ruleId = z.string().regex(/^[a-z][a-z0-9-]{0,79}$/, 'must be lower case letters, digits and hyphens')
const points = z.number().min(-100).max(100)
/** What a rule compares with: text that a field can hold. */
const storable = z
  .string()
  .max(500)
  .refine(
    (value) => value.isWellFormed() && !value.includes('\u0000'),
    'must be well-formed text without NUL',
  )
const comparedValue = z.union([storable, z.number(), z.boolean(), z.null()])
const ruleBase = { id: ruleId, group: scoreGroup, label: text(200), points }

// Without `abort` a value of another form would count as a range with too many keys.
const range = z
  .strictObject({ min: z.number().optional(), max: z.number().optional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, {
    abort: true,
    error: 'needs min or max',
  })

const fieldTest = z.union(
  [
    z.strictObject({ equals: comparedValue }),
    z.strictObject({ oneOf: z.array(comparedValue).min(1).max(500) }),
    range,
    z.strictObject({ present: z.boolean() }),
    z.strictObject({ emailDomain: z.enum(['free', 'business', 'education']) }),
    z.strictObject({ matchesWord: z.array(storable.min(1).max(200)).min(1).max(500) }),
  ],
  'must have exactly one form: equals, oneOf, min and max, present, emailDomain or matchesWord',
)

export const rule = z.discriminatedUnion('kind', [
  z.strictObject({ ...ruleBase, kind: z.literal('field'), field: text(80), test: fieldTest }),
  z.strictObject({
    ...ruleBase,
    kind: z.literal('activity'),
    activity: text(60),
    maxCount: z.int().min(1).max(1000),
    halfLifeInDays: z.number().positive().nullable().optional(),
    windowInDays: z.number().positive().nullable().optional(),
  }),
  z.strictObject({
    ...ruleBase,
    kind: z.literal('silence'),
    activities: z.array(text(60)).min(1).max(50),
    days: z.number().positive(),
  }),
])

const groupLimits = z.strictObject({ cap: z.number(), floor: z.number().nullable() })

/** The rules of a version, as data: the shape; what the engine asks beyond it comes back as errors that name the rule. */
export const ruleDocument = z.strictObject({
  name: text(120),
  thresholds: z.strictObject({ hot: z.int(), warm: z.int() }),
  groups: z.strictObject({
    engagement: groupLimits,
    buying_signals: groupLimits,
    demographic_fit: groupLimits,
  }),
  rules: z.array(rule).max(500),
})
export type RuleDocument = z.output<typeof ruleDocument>
