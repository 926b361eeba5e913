type Row = Record<string, unknown>

/** Rows as a table of text, columns as wide as their longest value. */
export function tableOf(rows: readonly Row[]): string[] {
  const [first] = rows
  if (!first) return ['  (none)']
  const columns = Object.keys(first)
  const cells = rows.map((row) => columns.map((column) => asText(row[column])))
  const widths = columns.map((column, at) =>
    Math.max(column.length, ...cells.map((row) => row[at]?.length ?? 0)),
  )
  return [columns, widths.map((width) => '-'.repeat(width)), ...cells].map((row) =>
    `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
  )
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().replace('T', ' ').slice(0, 19)
  return Array.isArray(value) ? value.join(', ') : String(value).replaceAll(/\s+/g, ' ')
}
