import type { ReactNode } from 'react'
import styles from './figure-table.module.css'
import { WideBox } from './wide-box.tsx'

type Props = { caption: string; columns: readonly string[]; rows: readonly (readonly ReactNode[])[] }

/** The numbers behind a picture, for whoever wants them or cannot see it. */
export function FigureTable({ caption, columns, rows }: Props) {
  return (
    <details className={styles.fold}>
      <summary>As a table</summary>
      <WideBox label={caption}>
        <table className={styles.table}>
          <caption className={styles.caption}>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a finished figure never change places
              <tr key={row}>
                {cells.map((cell, column) => (
                  <td key={columns[column]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </WideBox>
    </details>
  )
}
