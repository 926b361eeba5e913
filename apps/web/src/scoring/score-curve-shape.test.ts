import { describe, expect, it } from 'vitest'
import { changeOn } from '../test/scores.ts'
import { curveShape, nearestPoint } from './score-curve-shape.ts'

const at = (day: number) => Date.parse(`2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`)
const created = changeOn(1, { old_score: null, new_score: 20, old_classification: null, model_version: 2 })
const published = changeOn(6, { old_score: 20, new_score: 40, trigger: 'model' })
const turned = changeOn(11, { old_score: 40, new_score: 60, new_classification: 'warm' })
const newestFirst = [turned, published, created]

describe('curveShape', () => {
  it('draws the score as steps from the first change to now', () => {
    const { path, points } = curveShape(newestFirst, null, at(21))
    expect(path).toBe('M0 80H25.00V60H50.00V40H100')
    expect(points.map(({ x, y }) => [x, y])).toEqual([
      [0, 80],
      [25, 60],
      [50, 40],
    ])
  })

  it('draws one change as a level line, and nothing of nothing', () => {
    expect(curveShape([created], null, at(21)).path).toBe('M0 80H100')
    expect(curveShape([created], null, at(1)).path).toBe('M0 80H100')
    expect(curveShape([], null, at(21))).toMatchObject({ path: '', points: [] })
  })

  it('marks changes of class and publications', () => {
    const { classes, versions } = curveShape(newestFirst, null, at(21))
    expect(classes).toEqual([{ id: turned.id, x: 50, y: 40, to: 'warm', isUp: true, isNamed: true }])
    expect(versions).toEqual([{ id: published.id, x: 25, version: 3, isNamed: true }])
  })

  it('begins a range with the score that stood then', () => {
    const { path, points } = curveShape(newestFirst, at(9), at(13))
    expect(path).toBe('M0 60H50.00V40H100')
    expect(points.map(({ change }) => change.id)).toEqual([published.id, turned.id])
  })

  it('leaves out words that would lie on each other, the newest last', () => {
    const flips = Array.from({ length: 20 }, (_, day) =>
      changeOn(day + 1, {
        new_classification: day % 2 ? 'warm' : 'cold',
        old_classification: day % 2 ? 'cold' : 'warm',
      }),
    ).reverse()
    const { classes } = curveShape(flips, null, at(21))
    expect(classes).toHaveLength(20)
    const named = classes.filter(({ isNamed }) => isNamed).map(({ x }) => x)
    expect(named.at(-1)).toBe(95)
    expect(named.every((x, place) => place === 0 || x - (named[place - 1] ?? 0) >= 12)).toBe(true)
  })

  it('draws a thousand changes', () => {
    const many = Array.from({ length: 1_000 }, (_, hour) =>
      changeOn(1, { id: String(hour), created_at: new Date(at(1) + hour * 60_000).toISOString() }),
    ).reverse()
    expect(curveShape(many, null, at(21)).points).toHaveLength(1_000)
  })
})

it('finds the point nearest to a place, the newer of two', () => {
  const { points } = curveShape(newestFirst, null, at(21))
  expect([0, 10, 13, 40, 100].map((x) => nearestPoint(points, x))).toEqual([0, 0, 1, 2, 2])
})
