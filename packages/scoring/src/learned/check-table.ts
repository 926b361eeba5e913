import type { LearningTable } from './learning-table.ts'

/** Refuses a table whose parts do not belong together. */
export function checkTable({ columns, outcomes, times }: LearningTable) {
  for (const column of columns) {
    const { length } = column.kind === 'numeric' ? column.values : column.codes
    if (length !== outcomes.length) {
      throw new RangeError(`column ${column.name} has ${length} values for ${outcomes.length} outcomes`)
    }
  }
  if (times && times.length !== outcomes.length) {
    throw new RangeError(`there are ${times.length} times for ${outcomes.length} outcomes`)
  }
  for (let row = 0; row < outcomes.length; row++) {
    const outcome = outcomes[row]
    if (outcome !== 0 && outcome !== 1)
      throw new RangeError(`the outcome of row ${row} is ${outcome}, not 0 or 1`)
  }
}
