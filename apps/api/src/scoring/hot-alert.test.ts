import { describe, expect, it } from 'vitest'
import { nextHotAlert } from './hot-alert.ts'

const thresholds = { hot: 80, warm: 50 }

/** Walks through scores from nothing; answers at which of them somebody is told. */
function toldAt(scores: number[]): number[] {
  let hot_alerted_at: string | null = null
  return scores.filter((total, index) => {
    const classification = total >= 80 ? 'hot' : 'warm'
    const next = nextHotAlert({ hot_alerted_at }, { total, classification }, thresholds, new Date(index))
    hot_alerted_at = next.hotAlertedAt
    return next.tells
  })
}

describe('nextHotAlert (R105)', () => {
  it.each([
    [[10, 79], []],
    [[79, 80], [80]],
    [[80, 79, 81], [80]],
    [[80, 75, 80, 76, 99], [80]],
    [
      [80, 74, 81],
      [80, 81],
    ],
    [
      [80, 74, 79, 75, 80, 90],
      [80, 80],
    ],
    [
      [85, 100, 0, 80],
      [85, 80],
    ],
  ])('on the walk %j tells at %j', (scores, told) => {
    expect(toldAt(scores)).toEqual(told)
  })

  it('remembers since when an alert stands', () => {
    const at = new Date('2026-11-22T09:00:00Z')
    const hot = { total: 80, classification: 'hot' as const }
    const first = nextHotAlert({ hot_alerted_at: null }, hot, thresholds, at)
    expect(first).toEqual({ tells: true, hotAlertedAt: at.toISOString() })
    const later = nextHotAlert({ hot_alerted_at: first.hotAlertedAt }, hot, thresholds, new Date())
    expect(later).toEqual({ tells: false, hotAlertedAt: at.toISOString() })
  })

  it('tells nobody of leads that are won or lost, and of one that is opened again', () => {
    const hot = { total: 80, classification: 'hot' as const }
    const at = new Date('2026-11-22T09:00:00Z')
    for (const status of ['won', 'lost']) {
      const closed = nextHotAlert({ hot_alerted_at: null, status }, hot, thresholds, at)
      expect(closed).toEqual({ tells: false, hotAlertedAt: null })
    }
    expect(nextHotAlert({ hot_alerted_at: null, status: 'new' }, hot, thresholds, at).tells).toBe(true)
  })
})
