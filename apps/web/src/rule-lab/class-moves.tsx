import type { ImpactResult } from '@leadglass/contracts/rule-lab.ts'
import { formatCount } from '../lib/format-count.ts'
import { formatPoints } from '../lib/format-points.ts'
import { ClassDot, classWords } from '../ui/score-chip.tsx'
import styles from './impact.module.css'
import { classOrder, movedBetween } from './impact-words.ts'

/** From which class to which: rows are the version in force, columns the draft. */
export function ClassMoves({ result: { moves, before, after } }: { result: ImpactResult }) {
  return (
    <section aria-labelledby="classes-heading">
      <h3 id="classes-heading" className={styles.heading}>
        Classes
      </h3>
      <ul className={styles.totals}>
        {classOrder.map((name) => (
          <li key={name}>
            <ClassDot classification={name} /> {classWords[name]} {formatCount(before[name])} →{' '}
            <b>{formatCount(after[name])}</b>{' '}
            <span className={styles.note}>
              {after[name] === before[name] ? 'the same' : formatPoints(after[name] - before[name])}
            </span>
          </li>
        ))}
      </ul>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">Now ↓ draft →</th>
            {classOrder.map((to) => (
              <th key={to} scope="col">
                {classWords[to]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classOrder.map((from) => (
            <tr key={from}>
              <th scope="row">
                <ClassDot classification={from} /> {classWords[from]}
              </th>
              {classOrder.map((to) => {
                const leads = movedBetween(moves, from, to)
                return (
                  <td key={to} data-stays={from === to || undefined} data-none={leads === 0 || undefined}>
                    {formatCount(leads)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
