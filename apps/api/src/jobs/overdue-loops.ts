import type { BackgroundLoopRow } from './background-loop-repository.ts'

/** A run may take this long, and a new leader this long to begin, before anybody is told. */
const graceSeconds = 300

type Rhythm = Pick<BackgroundLoopRow, 'every_seconds' | 'last_success_at' | 'consecutive_failures'>

/** Loops that have not done their work for more than one interval beyond the time when it was due. */
export function overdueLoops<Row extends Rhythm>(rows: readonly Row[], now: Date): Row[] {
  return rows.filter((row) => {
    if (row.last_success_at === null) return row.consecutive_failures > 0
    const ageSeconds = (now.getTime() - Date.parse(row.last_success_at)) / 1_000
    return ageSeconds > 2 * row.every_seconds + graceSeconds
  })
}
