import look from './model.module.css'
import { isSpecial, reachOf, type Shape } from './shape-figures.ts'

const [width, height] = [96, 26]

/** The shape of a term at a glance; its words stand beside it. */
export function Sparkline({ shape }: { shape: Shape }) {
  const bins = shape.bins.filter((bin) => !isSpecial(bin))
  const reach = reachOf(bins.map(({ points }) => points))
  const step = width / Math.max(1, bins.length)
  const middle = height / 2
  return (
    <svg
      className={look.sparkline}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden
    >
      <line x1={0} x2={width} y1={middle} y2={middle} />
      {bins.map(({ words, points }, index) => {
        const size = Math.max(0.75, (Math.abs(points) / reach) * (middle - 1))
        return (
          <rect
            key={words}
            data-look={points > 0 ? 'up' : 'down'}
            x={index * step}
            width={bins.length > 24 ? step + 0.2 : step * 0.8}
            y={points > 0 ? middle - size : middle}
            height={size}
          />
        )
      })}
    </svg>
  )
}
