import { describe, expect, it } from 'vitest'
import { cutIntoSpans } from './time-spans.ts'

const newestFirst = (moments: number[]) => Float64Array.from(moments).toSorted().reverse()

describe('cutIntoSpans', () => {
  it('cuts an even time into twelve', () => {
    const moments = newestFirst(Array.from({ length: 600 }, (_, index) => index * 1_000))
    const spans = cutIntoSpans(moments)
    expect(spans).toHaveLength(12)
    expect(spans[0]).toEqual({ from: 0, to: 49_917, start: 550, end: 600 })
    expect(spans.map(({ start, end }) => end - start)).toEqual(Array.from({ length: 12 }, () => 50))
  })

  it('says nothing of no rows, and one thing of rows of one moment', () => {
    expect(cutIntoSpans([])).toEqual([])
    expect(cutIntoSpans(new Array(90).fill(5))).toEqual([{ from: 5, to: 5, start: 0, end: 90 }])
  })

  it('puts few rows together with the next span, at the end with the one before', () => {
    const gap = [...new Array(100).fill(0), ...new Array(5).fill(500), ...new Array(40).fill(1_190), 1_200]
    expect(cutIntoSpans(newestFirst(gap))).toEqual([
      { from: 0, to: 100, start: 46, end: 146 },
      { from: 100, to: 1_200, start: 0, end: 46 },
    ])
    const thinEnd = [...new Array(40).fill(0), ...new Array(40).fill(600), 1_200]
    expect(cutIntoSpans(newestFirst(thinEnd))).toEqual([
      { from: 0, to: 100, start: 41, end: 81 },
      { from: 100, to: 1_200, start: 0, end: 41 },
    ])
  })

  it('holds each row once, at least thirty a span, for random times', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const rows = 1 + ((seed * 37) % 900)
      const moments = newestFirst(
        Array.from({ length: rows }, (_, row) =>
          Math.floor(1e9 * Math.abs(Math.sin(seed * row)) ** (1 + (seed % 7))),
        ),
      )
      const spans = cutIntoSpans(moments)
      expect(spans.length).toBeLessThanOrEqual(12)
      expect(spans[0]?.end).toBe(rows)
      expect(spans.at(-1)?.start).toBe(0)
      for (const [index, { start, end, from, to }] of spans.entries()) {
        if (index > 0) expect([end, from]).toEqual([spans[index - 1]?.start, spans[index - 1]?.to])
        if (spans.length > 1) expect(end - start).toBeGreaterThanOrEqual(30)
        expect(moments[end - 1]).toBeGreaterThanOrEqual(from)
        expect(moments[start]).toBeLessThanOrEqual(to)
      }
    }
  })
})
