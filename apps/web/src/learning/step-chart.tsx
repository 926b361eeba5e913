import { formatCount } from '../lib/format-count.ts'
import styles from './learning.module.css'
import look from './model.module.css'
import { pointsWords } from './model-words.ts'
import { isSpecial, reachOf, type Shape, shapeSentence } from './shape-figures.ts'

const [width, height, left, rowsHeight] = [560, 240, 44, 34]
const middle = height / 2

/** A number with many ranges, each as wide as the others: points above, how many leads below. */
export function StepChart({ shape }: { shape: Shape }) {
  const bins = shape.bins.filter((bin) => !isSpecial(bin))
  const missing = shape.bins.filter((bin) => isSpecial(bin) && bin.rows > 0)
  const reach = reachOf(bins.map(({ points }) => points))
  const step = (width - left) / Math.max(1, bins.length)
  const mostRows = Math.max(1, ...bins.map(({ rows }) => rows))
  const ends = [bins[0], bins[Math.floor(bins.length / 2)], bins.at(-1)]
  const bottom = height + rowsHeight + 8
  return (
    <>
      <svg
        className={look.steps}
        viewBox={`0 0 ${width} ${bottom + 24}`}
        role="img"
        aria-label={`Points by ${shape.label}. ${shapeSentence(shape)}`}
      >
        {[reach, 0, -reach].map((points) => (
          <g key={points}>
            <line
              x1={left}
              x2={width}
              y1={middle - (points / reach) * (middle - 8)}
              y2={middle - (points / reach) * (middle - 8)}
              data-zero={points === 0 || undefined}
            />
            <text x={left - 6} y={middle - (points / reach) * (middle - 8) + 4} textAnchor="end">
              {pointsWords(points)}
            </text>
          </g>
        ))}
        {bins.map(({ words, points, rows }, index) => {
          const size = (Math.abs(points) / reach) * (middle - 8)
          const x = left + index * step
          const rowsSize = (rows / mostRows) * rowsHeight
          return (
            <g key={words}>
              <rect
                data-look={points > 0 ? 'up' : 'down'}
                x={x}
                width={step + 0.3}
                y={points > 0 ? middle - size : middle}
                height={size}
              />
              <rect data-look="rows" x={x} width={step * 0.8} y={bottom - rowsSize} height={rowsSize} />
              <rect data-look="target" x={x} width={step} y={0} height={bottom}>
                <title>{`${words}: ${pointsWords(points)} points, ${formatCount(rows)} leads`}</title>
              </rect>
            </g>
          )
        })}
        {ends.map((bin, index) => (
          <text
            key={bin?.words}
            x={left + (index * (width - left)) / 2}
            y={bottom + 18}
            textAnchor={['start', 'middle', 'end'][index] as 'start' | 'middle' | 'end'}
          >
            {bin?.words}
          </text>
        ))}
      </svg>
      <p className={styles.muted}>
        Above: points. Below, faint: how many leads each range rests on.
        {missing.map(
          ({ words, points, rows }) =>
            ` Where it is ${words}: ${pointsWords(points)} (${formatCount(rows)} leads).`,
        )}
      </p>
    </>
  )
}
