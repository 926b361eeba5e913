import type { ScoreDiffPart } from '@leadglass/contracts/scoring.ts'
import { describe, expect, it } from 'vitest'
import { describeMove } from './describe-move.ts'
import type { SettledTerm } from './settle-ledger.ts'

const now = new Date('2026-11-22T09:30:00Z')
const field = (name: string): SettledTerm['evidence'] => ({ kind: 'field', field: name, value: 'x' })
const activities = (activity: string): SettledTerm['evidence'] => ({
  kind: 'activities',
  activity,
  activityIds: [],
  count: 1,
  counted: 1,
  pointsEach: 1,
  newestAgeInDays: 1,
  halfLifeInDays: null,
})

type Line = {
  label: string
  points: number
  cause: ScoreDiffPart['cause']
  evidence?: SettledTerm['evidence']
  rule?: string
  after?: number | null
}

/** The sentence of a move of the given lines. */
function sentenceOf(
  lines: Line[],
  { since = '2026-11-16T08:00:00Z', to = '', versions = [3, 3] } = {},
): string {
  const group = 'engagement' as const
  const parts = lines.map(({ label, points, cause, rule, after = 1 }, index): ScoreDiffPart => {
    return { rule: rule ?? `rule-${index}`, group, label, points, cause, before: 1, after }
  })
  const terms = lines.map(({ label, evidence, rule }, index): SettledTerm => {
    return {
      rule: rule ?? `rule-${index}`,
      group,
      label,
      points: 0,
      evidence: evidence ?? { kind: 'unknown' },
    }
  })
  const score = 50 + lines.reduce((total, { points }) => total + points, 0)
  return describeMove({
    from: {
      point: { score: 50 },
      model: { version: versions[0] ?? 0 },
      settled: { terms },
    },
    to: {
      point: { score },
      model: { version: versions[1] ?? 0 },
      settled: { terms },
    },
    parts,
    span: { from: new Date(since), to: to ? new Date(to) : null },
    now,
  })
}

const asked: Line = { label: 'Asked for a demo', points: 15, cause: 'new_activity' }
const left: Line = { label: 'Unsubscribed from e-mails', points: -4, cause: 'new_activity' }
const older: Line = {
  label: 'Asked for a demo',
  points: -8,
  cause: 'decay',
  evidence: activities('demo_request'),
}
const promoted: Line = { label: 'Decides', points: 5, cause: 'field_change', evidence: field('title') }

describe('describeMove', () => {
  it.each([
    [[], 'Nothing moved'],
    [[older, left], '−12 since Monday: demo request decayed −8, unsubscribed from e-mails −4'],
    [[asked, promoted], '+20 since Monday: asked for a demo +15, job title changed +5'],
    [
      [{ ...asked, points: 4 }, left],
      'Unchanged since Monday: asked for a demo +4, unsubscribed from e-mails −4',
    ],
    [[{ label: 'VP or director', points: 3, cause: 'new_activity' }], '+3 since Monday: VP or director +3'],
    [
      [{ label: 'Limit of the group', points: -6, cause: 'limit', rule: 'limit:engagement' }],
      '−6 since Monday: limit of engagement −6',
    ],
    [
      [{ label: 'Limit of the whole score', points: -6, cause: 'limit', rule: 'limit:total' }],
      '−6 since Monday: limit of the whole score −6',
    ],
    [
      [{ label: 'No sign of life for 30 days', points: -6, cause: 'silence' }],
      '−6 since Monday: no sign of life for 30 days −6',
    ],
    [
      [{ label: 'No sign of life for 30 days', points: 6, cause: 'silence', after: null }],
      '+6 since Monday: silence ended +6',
    ],
    [[{ label: 'Not on record', points: 7, cause: 'unknown' }], '+7 since Monday: not on record +7'],
  ] as [Line[], string][])('says of %j: %s', (lines, sentence) => {
    expect(sentenceOf(lines)).toBe(sentence)
  })

  it('takes the rules that ask for one field together', () => {
    const fit = {
      label: 'Works in software',
      points: -3,
      cause: 'field_change' as const,
      evidence: field('title'),
    }
    expect(sentenceOf([promoted, fit])).toBe('+2 since Monday: job title changed +2')
    const named = { ...promoted, evidence: field('metadata.plan_name') }
    expect(sentenceOf([named])).toBe('+5 since Monday: plan name changed +5')
  })

  it('names the largest three causes and sums up the rest', () => {
    const small = (label: string, points: number): Line => ({ label, points, cause: 'new_activity' })
    const many = [asked, older, promoted, left]
    expect(sentenceOf(many)).toBe(
      '+8 since Monday: asked for a demo +15, demo request decayed −8, job title changed +5 and 1 smaller move −4',
    )
    expect(sentenceOf([...many, small('Opened', 1), small('Clicked', 2), small('Visited', 3)])).toMatch(
      / and 4 smaller moves \+2$/,
    )
    expect(sentenceOf([...many, small('Opened', 4)])).toMatch(/ and 2 smaller moves ±0$/)
  })

  it('names the version that replaced another as one cause', () => {
    const rules = [-4, -3, 1].map((points): Line => ({ label: 'A rule', points, cause: 'model_change' }))
    expect(sentenceOf(rules, { versions: [3, 4] })).toBe('Version 4 replaced version 3: −6')
    expect(sentenceOf([asked, ...rules], { versions: [3, 4] })).toBe(
      '+9 since Monday: asked for a demo +15, version 4 replaced version 3 −6',
    )
  })

  it.each([
    ['2026-11-22T00:10:00Z', 'since earlier today'],
    ['2026-11-21T23:50:00Z', 'since yesterday'],
    ['2026-11-20T01:00:00Z', 'since Friday'],
    ['2026-11-16T01:00:00Z', 'since Monday'],
    ['2026-11-15T23:00:00Z', 'since 15 Nov'],
    ['2025-11-03T01:00:00Z', 'since 3 Nov 2025'],
  ])('says of %s: %s', (since, words) => {
    expect(sentenceOf([asked], { since })).toBe(`+15 ${words}: asked for a demo +15`)
  })

  it.each([
    ['2026-11-03T01:00:00Z', '2026-11-09T01:00:00Z', 'from 3 Nov to 9 Nov 2026'],
    ['2025-12-30T01:00:00Z', '2026-01-02T01:00:00Z', 'from 30 Dec 2025 to 2 Jan 2026'],
    ['2026-11-03T01:00:00Z', '2026-11-03T09:00:00Z', 'on 3 Nov 2026'],
  ])('says of %s to %s: %s', (since, to, words) => {
    expect(sentenceOf([asked], { since, to })).toBe(`+15 ${words}: asked for a demo +15`)
  })
})
