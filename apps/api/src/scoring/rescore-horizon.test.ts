import { compileVersion, type LeadFacts, type ScoringModel, scoringPresets } from '@leadglass/scoring'
import { describe, expect, it } from 'vitest'
import type { ActiveModel } from './active-model.ts'
import { rescoreHorizon } from './rescore-horizon.ts'

const day = 86_400_000
const now = Date.UTC(2026, 10, 22)

function versionOf(rules: ScoringModel['rules']): ActiveModel {
  const compiled = compileVersion({ rules: { ...scoringPresets.b2b, rules }, learned: null })
  return { id: 'one', version: 1, name: 'One', learned: null, compiled }
}

type Activity = Extract<ScoringModel['rules'][number], { kind: 'activity' }>
const call: Activity = {
  id: 'call',
  kind: 'activity',
  label: 'Call',
  group: 'engagement',
  activity: 'call',
  points: 20,
  maxCount: 3,
}

describe('rescoreHorizon', () => {
  it.each([
    ['fields alone', [], 0],
    ['what never decays', [call], 0],
    ['a window', [{ ...call, windowInDays: 30 }], 30],
    ['a half-life', [{ ...call, halfLifeInDays: 10 }], 280],
    ['a half-life that a window cuts short', [{ ...call, halfLifeInDays: 10, windowInDays: 30 }], 30],
  ])('knows how long %s moves a score', (_name, rules, days) => {
    expect(rescoreHorizon(versionOf(rules))).toEqual({ youngMs: days * day, silencesMs: [] })
  })

  it('has each day on which silence begins to count', () => {
    const silence = { id: 's', kind: 'silence', label: 'Silent', group: 'engagement', points: -5 } as const
    const rules = [30, 60, 30].map((days) => ({ ...silence, id: `s${days}`, activities: ['call'], days }))
    expect(rescoreHorizon(versionOf(rules.slice(0, 2)))).toEqual({
      youngMs: 60 * day,
      silencesMs: [30 * day, 60 * day],
    })
  })

  it('asks for every lead with an activity where something was learned', () => {
    const learned = { id: 'l', number: 1, weight: 0.5, rows: 100, won: 50, calibration: null }
    const version = { ...versionOf([]), learned }
    expect(rescoreHorizon(version).youngMs).toBeGreaterThan(500 * 365 * day)
  })

  it('leaves out no lead of the presets whose score moves by time', () => {
    let seed = 7
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed / 2_147_483_648
    }
    for (const preset of Object.values(scoringPresets)) {
      const version = versionOf(preset.rules)
      const { youngMs, silencesMs } = rescoreHorizon(version)
      const types = preset.rules.flatMap((rule) => (rule.kind === 'activity' ? [rule.activity] : []))
      let leftOut = 0
      for (let round = 0; round < 4_000; round += 1) {
        const scoredAt = now - random() * 40 * day
        const createdAt = scoredAt - random() * 900 * day
        const count = Math.floor(random() * 4)
        const activities = Array.from({ length: count }, (_, index) => ({
          id: String(index),
          type: types[Math.floor(random() * types.length)] ?? 'call',
          at: scoredAt - random() ** 0.3 * 4_000 * day,
        }))
        const facts: LeadFacts = { fields: { title: 'CEO' }, activities, createdAt }
        const newest = Math.max(Number.NEGATIVE_INFINITY, ...activities.map(({ at }) => at))
        const isRead =
          newest > scoredAt - youngMs ||
          silencesMs.some((ms) => createdAt + ms >= scoredAt && createdAt + ms <= now)
        if (isRead) continue
        leftOut += 1
        expect(version.compiled.score(facts, now)).toEqual(version.compiled.score(facts, scoredAt))
      }
      expect(leftOut).toBeGreaterThan(100)
    }
  })
})
