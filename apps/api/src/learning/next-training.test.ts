import { describe, expect, it } from 'vitest'
import { nextTraining, type TrainingState } from './next-training.ts'

const now = new Date('2026-06-15T08:00:00.000Z')
const state: TrainingState = {
  settings: { retrain_every_days: 7, min_new_outcomes: 50 },
  isEnough: true,
  newOutcomes: 60,
  lastAt: '2026-06-01T08:00:00.000Z',
}
const next = (change: Partial<TrainingState>) =>
  nextTraining({ ...state, ...change }, now)?.toISOString() ?? null

describe('nextTraining', () => {
  it.each<[string, Partial<TrainingState>, string | null]>([
    ['is due so many days after the last', {}, '2026-06-08T08:00:00.000Z'],
    ['is due at once when there never was one', { lastAt: null }, '2026-06-15T08:00:00.000Z'],
    ['has its day in the future', { lastAt: '2026-06-14T08:00:00.000Z' }, '2026-06-21T08:00:00.000Z'],
    [
      'has its day in the future, however few are new by now',
      { lastAt: '2026-06-14T08:00:00.000Z', newOutcomes: 0 },
      '2026-06-21T08:00:00.000Z',
    ],
    ['waits for new outcomes', { newOutcomes: 49 }, null],
    ['never comes by itself', { settings: { retrain_every_days: null, min_new_outcomes: 1 } }, null],
    ['waits for enough outcomes', { isEnough: false }, null],
  ])('%s', (_, change, expected) => {
    expect(next(change)).toBe(expected)
  })
})
