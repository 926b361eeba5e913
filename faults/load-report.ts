import { execFileSync } from 'node:child_process'
import os from 'node:os'

/** One figure against its limit. */
export type Measured = { name: string; value: string; limit: string; isKept: boolean }

/** A table of figures and limits; the caller's exit code follows `isKept`. */
export function renderReport(title: string, about: readonly string[], figures: readonly Measured[]): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const machine = `${new Date().toISOString().slice(0, 16)}Z · commit ${commit} · Node ${process.versions.node} · ${os.cpus().length} × ${os.cpus()[0]?.model.trim()}`
  const rows = figures.map(
    ({ name, value, limit, isKept }) => `| ${isKept ? '✔' : '✘'} | ${name} | ${value} | ${limit} |`,
  )
  return [
    `# ${title}`,
    '',
    machine,
    '',
    ...about,
    '',
    '|  | figure | seen | limit |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
