import type { LearnedModelDetail } from '@leadglass/contracts/learning.ts'
import { WideBox } from '../ui/wide-box.tsx'
import look from './model.module.css'
import { columnWords, pointsWords } from './model-words.ts'
import { type Pair, pairMap, pairSentence, reachOf } from './shape-figures.ts'

/** The points of each pair of values: the stronger, the deeper the cell, and always with the number. */
export function PairMap({ pair, model }: { pair: Pair; model: LearnedModelDetail }) {
  const map = pairMap(pair, model)
  const { rows, columns, points } = map
  const reach = reachOf(points.flat())
  const labelOf = (name: string) =>
    model.shapes.find((shape) => shape.name === name)?.label ?? columnWords(name)
  return (
    <div className={look.map}>
      <h3>{pair.label}</h3>
      <p>{pairSentence(map)}</p>
      <WideBox label={`Points of ${pair.label}`}>
        <table>
          <thead>
            <tr>
              <td className={look.corner}>
                {labelOf(pair.first)} ↓ {labelOf(pair.second)} →
              </td>
              {columns.map((words) => (
                <th key={words} scope="col">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((line, row) => (
              <tr key={rows[row]}>
                <th scope="row">{rows[row]}</th>
                {line.map((value, column) => (
                  <td key={columns[column]} style={{ background: shade(value / reach) }}>
                    {pointsWords(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </WideBox>
    </div>
  )
}

/** The page where nothing is added; the deeper, the more is added (accent) or taken (grey). */
function shade(strength: number): string {
  const color = strength > 0 ? 'var(--lg-accent-soft)' : 'var(--lg-selected)'
  return `color-mix(in srgb, ${color} ${Math.round(100 * Math.abs(strength))}%, var(--lg-page))`
}
