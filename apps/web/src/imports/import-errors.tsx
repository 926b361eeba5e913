import type { ImportError } from '@leadglass/contracts/imports.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { formatCount, formatPlural } from '../lib/format-count.ts'
import { fieldWord } from './column-targets.ts'
import styles from './imports.module.css'

const firstShown = 20

/** The rows that were refused, by their line in the file, so that they are found in any editor. */
export function ImportErrors({ errors, total }: { errors: readonly ImportError[]; total: number }) {
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? errors : errors.slice(0, firstShown)
  return (
    <>
      <table className={styles.errors}>
        <caption>{formatPlural(total, 'row')} cannot be read; the others are not held up</caption>
        <thead>
          <tr>
            <th>Line</th>
            <th>Field</th>
            <th>What is wrong</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, line, field, message }) => (
            <tr key={`${row} ${field}`}>
              <td>{formatCount(line)}</td>
              <td>{field === null ? 'Row' : fieldWord(field)}</td>
              <td>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!showsAll && errors.length > firstShown && (
        <Button variant="default" onClick={() => setShowsAll(true)}>
          Show all {formatCount(errors.length)}
        </Button>
      )}
      {showsAll && total > errors.length && (
        <p className={styles.of}>
          The first {formatCount(errors.length)} of {formatCount(total)} are listed.
        </p>
      )}
    </>
  )
}
