let failures = 0

/** Prints one target with what was measured, and remembers a miss. */
export function expectThat(what: string, passed: boolean, figure: string) {
  if (!passed) failures++
  console.log(`  ${passed ? 'pass' : 'FAIL'}  ${what}: ${figure}`)
}

/** How many targets were missed so far. */
export function missed(): number {
  return failures
}

export function heading(text: string) {
  console.log(`\n${text}`)
}

/** A number with so many decimals, or a dash. */
export function show(value: number | null | undefined, decimals = 4): string {
  return value === null || value === undefined ? '–' : value.toFixed(decimals)
}

/** Prints lines of cells under each other. */
export function printTable(lines: readonly (readonly string[])[]) {
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? []
  for (const line of lines) {
    console.log(
      `  ${line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`,
    )
  }
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
