import { describe, expect, it } from 'vitest'
import { alarmSentence } from './alarm-sentence.ts'
import { compareHotAndWarm, type HotFinding } from './hot-alarm.ts'

const classes = (hotWon: number, hot: number, warmWon: number, warm: number) => ({
  hot: { rows: hot, won: hotWon },
  warm: { rows: warm, won: warmWon },
})

describe('compareHotAndWarm', () => {
  it.each<[string, HotFinding, [number, number, number, number]]>([
    ['nothing', 'too_few', [0, 0, 0, 0]],
    ['few hot', 'too_few', [0, 29, 200, 400]],
    ['few warm', 'too_few', [0, 400, 29, 29]],
    ['hot three times as good', 'hot_beats_warm', [36, 120, 30, 300]],
    ['the same, many', 'hot_is_no_better', [150, 500, 300, 1000]],
    ['the same, few', 'not_proven', [9, 30, 12, 40]],
    ['hot worse by a little, few', 'not_proven', [9, 31, 12, 40]],
    ['hot far worse, few', 'hot_is_no_better', [2, 40, 20, 40]],
    ['hot ahead, but by less than it should', 'not_proven', [3100, 10000, 3000, 10000]],
    ['nobody won', 'not_proven', [0, 50, 0, 50]],
    ['everybody won', 'not_proven', [50, 50, 50, 50]],
    ['all hot won and no warm', 'hot_beats_warm', [50, 50, 0, 50]],
    ['all warm won and no hot', 'hot_is_no_better', [0, 50, 50, 50]],
  ])('finds of %s: %s', (_, finding, counts) => {
    expect(compareHotAndWarm(classes(...counts))).toBe(finding)
  })

  it('never raises while hot is ahead, nor ends while it is behind', () => {
    for (let hotWon = 0; hotWon <= 60; hotWon += 3) {
      for (let warmWon = 0; warmWon <= 90; warmWon += 5) {
        const finding = compareHotAndWarm(classes(hotWon, 60, warmWon, 90))
        if (hotWon / 60 > warmWon / 90) expect(finding).not.toBe('hot_is_no_better')
        else expect(finding).not.toBe('hot_beats_warm')
      }
    }
  })
})

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Stream = { perDay: number; warmRate: number; oddsRatio: number }

/** A year and a half of closings, a tenth of them hot and three tenths warm, looked at every day. */
function everRaises(seed: number, { perDay, warmRate, oddsRatio }: Stream): boolean {
  const random = randomFrom(seed)
  const odds = (oddsRatio * warmRate) / (1 - warmRate)
  const hotRate = odds / (1 + odds)
  const days: [number, number, number, number][] = []
  const sums: [number, number, number, number] = [0, 0, 0, 0]
  for (let day = 0; day < 545; day++) {
    const today: [number, number, number, number] = [0, 0, 0, 0]
    for (let lead = 0; lead < perDay; lead++) {
      const place = random()
      const luck = random()
      if (place < 0.1) today[luck < hotRate ? 0 : 1]++
      else if (place < 0.4) today[luck < warmRate ? 2 : 3]++
    }
    days.push(today)
    const gone = days.length > 180 ? days.shift() : undefined
    for (let at = 0; at < 4; at++) sums[at] = (sums[at] ?? 0) + (today[at] ?? 0) - (gone?.[at] ?? 0)
    const [hotWon, hotLost, warmWon, warmLost] = sums
    const counts = classes(hotWon, hotWon + hotLost, warmWon, warmWon + warmLost)
    if (compareHotAndWarm(counts) === 'hot_is_no_better') return true
  }
  return false
}

const streams = 200
const shareRaised = (stream: Stream) =>
  Array.from({ length: streams }, (_, seed) => everRaises(seed * 7_919 + 1, stream)).filter(Boolean).length /
  streams

describe('the alarm over a year and a half of daily looks (200 made-up companies, seeds 1, 7920, …)', () => {
  const companies = [2, 5, 20].flatMap((perDay) => [0.1, 0.3].map((warmRate) => ({ perDay, warmRate })))

  it.each(companies)('does not cry wolf at %o', (company) => {
    expect(shareRaised({ ...company, oddsRatio: 3 })).toBeLessThanOrEqual(0.005)
    expect(shareRaised({ ...company, oddsRatio: 2 })).toBeLessThanOrEqual(0.03)
    expect(shareRaised({ ...company, oddsRatio: 1.5 })).toBeLessThanOrEqual(0.2)
  })

  it.each([
    [{ perDay: 20, warmRate: 0.1 }, 0.85],
    [{ perDay: 20, warmRate: 0.3 }, 0.95],
    [{ perDay: 5, warmRate: 0.3 }, 0.7],
  ])('is raised where hot is worth as much as warm, at %o', (company, least) => {
    expect(shareRaised({ ...company, oddsRatio: 1 })).toBeGreaterThanOrEqual(least)
    expect(shareRaised({ ...company, oddsRatio: 0.5 })).toBeGreaterThanOrEqual(0.98)
  })
})

describe('alarmSentence', () => {
  it.each<[[number, number, number, number], boolean, RegExp]>([
    [[3, 12, 9, 40], false, /^Too few hot and warm .* \(12 hot and 40 warm, 30 of each are needed\)\.$/],
    [
      [42, 120, 30, 200],
      false,
      /180 days 35 % \(42 of 120\) of the hot ones were won and 15 % \(30 of 200\) of the warm ones\.$/,
    ],
    [
      [2, 40, 20, 40],
      true,
      /5 % \(2 of 40\) .* 50 % \(20 of 40\) of the warm ones: hot no longer beats warm\.$/,
    ],
    [[9, 31, 12, 40], false, /: hot does not beat warm, which may be chance\.$/],
    [[3100, 10000, 3000, 10000], false, /31 % \(3,100 of 10,000\).*: hot beats warm by little\.$/],
    [[3100, 10000, 3000, 10000], true, /: hot does not beat warm clearly enough to call the alarm off\.$/],
  ])('says of %j: …', (counts, isRaised, words) => {
    expect(alarmSentence(classes(...counts), isRaised)).toMatch(words)
  })
})
