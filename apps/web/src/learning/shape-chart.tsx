import { formatCount } from '../lib/format-count.ts'
import { FigureTable } from '../ui/figure-table.tsx'
import look from './model.module.css'
import { pointsWords } from './model-words.ts'
import { binsInOrder, reachOf, type Shape, shapeSentence } from './shape-figures.ts'
import { StepChart } from './step-chart.tsx'

/** More would be a page of bars that say the same. */
const mostBars = 16

/** One term large: its points by value, and how many leads each rests on. */
export function ShapeChart({ shape }: { shape: Shape }) {
  const isLong = shape.bins.length > mostBars
  return (
    <div className={look.shape}>
      <h3>{shape.label}</h3>
      <p>{shapeSentence(shape)}</p>
      {isLong ? (
        <>
          <StepChart shape={shape} />
          <FigureTable
            caption={`Points by ${shape.label}`}
            columns={['Range', 'Points', 'Leads']}
            rows={binsInOrder(shape).map(({ words, points, rows }) => [
              words,
              pointsWords(points),
              formatCount(rows),
            ])}
          />
        </>
      ) : (
        <BinBars shape={shape} />
      )}
    </div>
  )
}

function BinBars({ shape }: { shape: Shape }) {
  const reach = reachOf(shape.bins.map(({ points }) => points))
  return (
    <table className={look.bins}>
      <thead>
        <tr>
          <th scope="col">{shape.kind === 'numeric' ? 'Range' : 'Value'}</th>
          <th scope="col">
            <span className={look.spoken}>Points, drawn</span>
          </th>
          <th scope="col">Points</th>
          <th scope="col">Leads</th>
        </tr>
      </thead>
      <tbody>
        {binsInOrder(shape).map(({ words, points, rows }) => (
          <tr key={words} data-none={rows === 0 || undefined}>
            <th scope="row">{words}</th>
            <td aria-hidden>
              <div className={look.binBar}>
                <i
                  data-look={points > 0 ? 'up' : 'down'}
                  style={{ width: `${(50 * Math.abs(points)) / reach}%` }}
                />
              </div>
            </td>
            <td>{pointsWords(points)}</td>
            <td>{formatCount(rows)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
