import styles from './square-plot.module.css'

type Point = { x: number; y: number; low?: number; high?: number; words: string }
type Props = {
  /** What the picture says, for whoever cannot see it. */
  label: string
  xLabel: string
  yLabel: string
  /** The dashed line from corner to corner, in words. */
  diagonal: string
  line?: readonly { x: number; y: number }[]
  points?: readonly Point[]
  /** Where both axes end; 1 unless everything lies far below. */
  most?: number
}

const size = 340
const margin = { left: 46, right: 14, top: 8, bottom: 42 }
const inner = { width: size - margin.left - margin.right, height: size - margin.top - margin.bottom }

/** Two shares from nothing to all, beside the line on which they are equal. */
export function SquarePlot({ label, xLabel, yLabel, diagonal, line = [], points = [], most = 1 }: Props) {
  const at = (x: number, y: number) => ({
    x: margin.left + (inner.width * x) / most,
    y: margin.top + inner.height * (1 - y / most),
  })
  const path = line.map(({ x, y }) => `${at(x, y).x},${at(x, y).y}`).join(' ')
  const [start, end] = [at(0, 0), at(most, most)]
  return (
    <div className={styles.root}>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} className={styles.plot}>
        <Grid most={most} at={at} />
        <line className={styles.diagonal} x1={start.x} y1={start.y} x2={end.x} y2={end.y} />
        {path !== '' && <polyline className={styles.line} points={path} />}
        {points.map((point) => (
          <PlotPoint key={point.words} point={point} most={most} at={at} />
        ))}
        <text className={styles.axis} x={margin.left + inner.width / 2} y={size - 4} textAnchor="middle">
          {xLabel}
        </text>
        <text
          className={styles.axis}
          transform={`translate(12 ${margin.top + inner.height / 2}) rotate(-90)`}
          textAnchor="middle"
        >
          {yLabel}
        </text>
      </svg>
      <p className={styles.key}>
        <i data-dashed /> {diagonal}
      </p>
    </div>
  )
}

type At = (x: number, y: number) => { x: number; y: number }

function Grid({ most, at }: { most: number; at: At }) {
  return [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const share = part * most
    const [left, right, bottom] = [at(0, share), at(most, share), at(share, 0)]
    const words = `${Number((100 * share).toFixed(most < 0.1 ? 1 : 0))}`
    return (
      <g key={part}>
        <line className={styles.grid} x1={left.x} y1={left.y} x2={right.x} y2={right.y} />
        <text className={styles.tick} x={left.x - 6} y={left.y + 4} textAnchor="end">
          {words}
        </text>
        <text className={styles.tick} x={bottom.x} y={bottom.y + 16} textAnchor="middle">
          {words}
        </text>
      </g>
    )
  })
}

/** A dot with its whisker; hovering says it in words. */
function PlotPoint({ point, most, at }: { point: Point; most: number; at: At }) {
  const { x, y, low = y, high = y, words } = point
  const [center, bottom, top] = [at(x, y), at(x, low), at(x, Math.min(most, high))]
  return (
    <g>
      <line className={styles.whisker} x1={bottom.x} y1={bottom.y} x2={top.x} y2={top.y} />
      <circle className={styles.dot} cx={center.x} cy={center.y} r={4} />
      <circle className={styles.target} cx={center.x} cy={center.y} r={12}>
        <title>{words}</title>
      </circle>
    </g>
  )
}
