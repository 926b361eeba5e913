import type { Classification, ScoreChange } from '@leadglass/contracts/scoring.ts'

/** A point of the curve: the score from a change on. `x` and `y` are percents of the picture. */
export type CurvePoint = { change: ScoreChange; x: number; y: number }

/** A change of class on the curve; `isNamed` where there is room for the word. */
export type ClassMark = {
  id: string
  x: number
  y: number
  to: Classification
  isUp: boolean
  isNamed: boolean
}

/** From where on a version counted. */
export type VersionMark = { id: string; x: number; version: number; isNamed: boolean }

export type CurveShape = {
  path: string
  points: CurvePoint[]
  classes: ClassMark[]
  versions: VersionMark[]
  from: number
  to: number
}

const rank: Record<Classification, number> = { cold: 0, warm: 1, hot: 2 }

/** Words closer than this share of the width would lie on each other. */
const roomForWords = 12

/** The score over time as steps, from the oldest change that is shown to now. `changes` are newest first. */
export function curveShape(changes: readonly ScoreChange[], since: number | null, now: number): CurveShape {
  const oldestFirst = changes.toReversed()
  // What stood when the range begins is drawn from its edge on.
  const before =
    since === null ? -1 : oldestFirst.findLastIndex(({ created_at }) => Date.parse(created_at) < since)
  const shown = oldestFirst.slice(Math.max(0, before))
  const first = shown[0] ? Date.parse(shown[0].created_at) : now
  const from = since === null ? first : Math.max(first, since)
  const to = Math.max(now, from + 1, ...shown.slice(-1).map(({ created_at }) => Date.parse(created_at)))
  const x = (at: string) => Math.min(100, Math.max(0, (100 * (Date.parse(at) - from)) / (to - from)))
  const points = shown.map((change) => ({ change, x: x(change.created_at), y: 100 - change.new_score }))
  const steps = points.slice(1).map((point) => `H${point.x.toFixed(2)}V${point.y}`)
  const path = points[0] ? `M0 ${points[0].y}${steps.join('')}H100` : ''
  return { path, points, from, to, classes: classMarks(points), versions: versionMarks(points) }
}

function classMarks(points: readonly CurvePoint[]): ClassMark[] {
  const changed = points.filter(
    ({ change }) =>
      change.old_classification !== null && change.old_classification !== change.new_classification,
  )
  return withRoom(changed).map(({ change, x, y, isNamed }) => ({
    ...{ id: change.id, x, y, isNamed, to: change.new_classification },
    isUp: rank[change.new_classification] > rank[change.old_classification ?? change.new_classification],
  }))
}

function versionMarks(points: readonly CurvePoint[]): VersionMark[] {
  const published = points.filter(
    ({ change }, at) => at > 0 && points[at - 1]?.change.model_version !== change.model_version,
  )
  return withRoom(published).map(({ change, x, isNamed }) => ({
    ...{ id: change.id, x, isNamed, version: change.model_version },
  }))
}

/** The newest keeps its words, and every older one that leaves room for them. */
function withRoom<Mark extends { x: number }>(marks: readonly Mark[]): (Mark & { isNamed: boolean })[] {
  let free = 100 + roomForWords
  return marks
    .toReversed()
    .map((mark) => {
      const isNamed = mark.x <= free - roomForWords
      if (isNamed) free = mark.x
      return { ...mark, isNamed }
    })
    .reverse()
}

/** A stretch of time as a part of the picture. */
export function stretchOf({ from, to }: CurveShape, start: number, end: number) {
  const place = (at: number) => Math.min(100, Math.max(0, (100 * (at - from)) / (to - from)))
  return { x: place(start), width: place(end) - place(start) }
}

/** The point whose step lies nearest to a place from 0 to 100. */
export function nearestPoint(points: readonly CurvePoint[], x: number): number {
  let nearest = 0
  for (const [at, point] of points.entries()) {
    if (Math.abs(point.x - x) <= Math.abs((points[nearest]?.x ?? 0) - x)) nearest = at
  }
  return nearest
}
