import type { ScoreChange } from '@leadglass/contracts/scoring.ts'
import { IconCaretDownFilled, IconCaretUpFilled } from '@tabler/icons-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { formatDay, formatMoment } from '../lib/format-date.ts'
import { formatPoints } from '../lib/format-points.ts'
import { classWords } from '../ui/score-chip.tsx'
import { changeWords } from './change-words.ts'
import styles from './score-curve.module.css'
import {
  type ClassMark,
  type CurveShape,
  curveShape,
  nearestPoint,
  stretchOf,
  type VersionMark,
} from './score-curve-shape.ts'

type Props = {
  /** Newest first. */
  changes: readonly ScoreChange[]
  thresholds: { warm: number; hot: number }
  since: number | null
  now: Date
  /** The entries that are compared, or the first of them. */
  chosen: readonly string[]
  /** The time that is explained. */
  stretch: { from: number; to: number } | null
  onChoose: (change: ScoreChange) => void
}

/** The score over time as steps over the bands of the classes; two of its points can be chosen, by pointer or keyboard. */
export function ScoreCurve({ changes, thresholds, since, now, chosen, stretch, onChoose }: Props) {
  const shape = useMemo(() => curveShape(changes, since, now.getTime()), [changes, since, now])
  const [at, setAt] = useState<number | null>(null)
  const last = shape.points.length - 1
  const index = at === null ? last : Math.min(at, last)
  const point = shape.points[index]
  if (point === undefined) return null

  const pressKey = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: last }
    const next = steps[event.key]
    if (next !== undefined) setAt(Math.min(last, Math.max(0, next)))
    else if (event.key === 'Enter' || event.key === ' ') onChoose(point.change)
    else return
    event.preventDefault()
  }
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.reading}>{readingOf(point.change)}</figcaption>
      <div
        className={styles.plot}
        role="slider"
        tabIndex={0}
        aria-label="Score over time: arrows read it, Enter chooses a point"
        aria-valuemin={1}
        aria-valuemax={last + 1}
        aria-valuenow={index + 1}
        aria-valuetext={readingOf(point.change)}
        onKeyDown={pressKey}
        onPointerMove={({ currentTarget, clientX }) => setAt(placeIn(shape, currentTarget, clientX))}
        onPointerLeave={() => setAt(null)}
        onClick={({ currentTarget, clientX }) => {
          const place = placeIn(shape, currentTarget, clientX)
          const clicked = shape.points[place]
          setAt(place)
          if (clicked) onChoose(clicked.change)
        }}
      >
        <Bands
          thresholds={thresholds}
          path={shape.path}
          stretch={stretch && stretchOf(shape, stretch.from, stretch.to)}
        />
        <Marks shape={shape} />
        {shape.points
          .filter(({ change }) => chosen.includes(change.id))
          .map(({ change, x, y }) => (
            <span key={change.id} className={styles.chosen} style={{ left: `${x}%`, top: `${y}%` }} />
          ))}
        {at !== null && (
          <span className={styles.cursor} style={{ left: `${point.x}%`, top: `${point.y}%` }} />
        )}
      </div>
      <Axis shape={shape} />
    </figure>
  )
}

function placeIn({ points }: CurveShape, plot: HTMLElement, clientX: number): number {
  const { left, width } = plot.getBoundingClientRect()
  return nearestPoint(points, width === 0 ? 100 : (100 * (clientX - left)) / width)
}

/** `62 Warm · +5 Had a call · Sat, Nov 14, 2026, 10:00`. */
function readingOf(change: ScoreChange): string {
  const moved = change.old_score === null ? '' : `${formatPoints(change.new_score - change.old_score)} `
  return `${change.new_score} ${classWords[change.new_classification]} · ${moved}${changeWords(change)} · ${formatMoment(change.created_at)}`
}

type BandsProps = {
  thresholds: Props['thresholds']
  path: string
  stretch: { x: number; width: number } | null
}

function Bands({ thresholds: { hot, warm }, path, stretch }: BandsProps) {
  return (
    <>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
        <rect className={styles.hot} width="100" height={100 - hot} />
        <rect className={styles.warm} y={100 - hot} width="100" height={hot - warm} />
        <rect className={styles.cold} y={100 - warm} width="100" height={warm} />
        {stretch && <rect className={styles.stretch} height="100" {...stretch} />}
        <path className={styles.line} d={path} vectorEffect="non-scaling-stroke" />
      </svg>
      {(['hot', 'warm', 'cold'] as const).map((name) => (
        <span
          key={name}
          className={styles.band}
          style={{ top: `${{ hot: 0, warm: 100 - hot, cold: 100 - warm }[name]}%` }}
          aria-hidden
        >
          {classWords[name]} {name === 'cold' ? `below ${warm}` : `from ${name === 'hot' ? hot : warm}`}
        </span>
      ))}
    </>
  )
}

function Marks({ shape }: { shape: CurveShape }) {
  return (
    <div aria-hidden>
      {shape.versions.map((mark) => (
        <VersionLine key={mark.id} mark={mark} />
      ))}
      {shape.classes.map((mark) => (
        <ClassTurn key={mark.id} mark={mark} />
      ))}
    </div>
  )
}

function VersionLine({ mark: { x, version, isNamed } }: { mark: VersionMark }) {
  return (
    <span className={styles.version} data-side={x > 85 ? 'left' : 'right'} style={{ left: `${x}%` }}>
      {isNamed && <span>Version {version}</span>}
    </span>
  )
}

function ClassTurn({ mark: { x, y, to, isUp, isNamed } }: { mark: ClassMark }) {
  const Arrow = isUp ? IconCaretUpFilled : IconCaretDownFilled
  return (
    <span
      className={styles.turn}
      data-class={to}
      data-side={x > 85 ? 'left' : 'right'}
      style={{ left: `${x}%`, top: `${y}%` }}
    >
      <Arrow size={12} />
      {isNamed && <span>{classWords[to]}</span>}
    </span>
  )
}

function Axis({ shape: { from, to } }: { shape: CurveShape }) {
  const middle = to - from > 3 * 86_400_000 ? [formatDay(new Date((from + to) / 2).toISOString())] : []
  return (
    <div className={styles.axis}>
      {[formatDay(new Date(from).toISOString()), ...middle, 'now'].map((words) => (
        <span key={words}>{words}</span>
      ))}
    </div>
  )
}
