import { execFileSync } from 'node:child_process'
import os from 'node:os'
import type { Measured } from './measure.ts'

export type Row = {
  name: string
  target: number
  product: Measured
  reference: Measured
  /** Of the pairs of neighbouring runs, the median. */
  ratio: number
  statements: number
}

export type Results = {
  rows: readonly Row[]
  counts: { perSecond: number; ofList: number }
  scoring: { score: number; explain: number; rescored: number }
  memoryMb: { idle: number; loaded: number }
  healthyAfterMs: number
  size: { leads: number; activities: number }
  postgres: string
  settings: { seconds: number; rounds: number; warmUpSeconds: number; connections: number }
}

const whole = (value: number) => Math.round(value).toLocaleString('en-US')
const ms = (value: number) => value.toFixed(value < 10 ? 2 : 0)

/** The table of bench/RESULTS.md. */
export function renderResults(results: Results): string {
  const { rows, counts, scoring, memoryMb, size, settings } = results
  const lines = rows.map((row) =>
    [
      row.name,
      whole(row.product.perSecond),
      whole(row.reference.perSecond),
      `**${row.ratio.toFixed(2)}** (≥ ${row.target})`,
      `${ms(row.product.p50)} / ${ms(row.product.p99)}`,
      `${ms(row.reference.p50)} / ${ms(row.reference.p99)}`,
      `${row.product.cpuMs.toFixed(2)} / ${row.reference.cpuMs.toFixed(2)} (${(row.product.cpuMs / row.reference.cpuMs).toFixed(2)}×)`,
      String(row.statements),
      String(row.product.failed),
    ].join(' | '),
  )
  return `# Benchmark results

Written by \`pnpm bench\`. The product (authentication, rights, validation, response schema, rate limits and logging on)
beside a bare Fastify + pg server that runs the same SQL for the reads and the least SQL for the writes, on the same
database, in the same run, alternating. Figures of one machine drift; **the ratios count**.

${machine(results)}

| work | req/s | reference req/s | ratio (target) | p50 / p99 ms | reference p50 / p99 ms | CPU ms per request: product / reference | SQL statements per request | failed |
|---|---|---|---|---|---|---|---|---|
${lines.map((line) => `| ${line} |`).join('\n')}

- Counts by class (kept for 5 s): ${whole(counts.perSecond)} req/s, ${counts.ofList.toFixed(2)} of the list's rate (target ≥ 1).
- Scoring in one thread, ten activities each: ${whole(scoring.score)} leads/s without the ledger (target ≥ 300,000), ${whole(scoring.explain)} leads/s with it (target ≥ 50,000).
- Rescoring the whole base, read and written back: ${whole(scoring.rescored)} leads/s.
- Memory of the API process: ${memoryMb.idle} MB idle, ${memoryMb.loaded} MB after the load (targets ≤ 120 and ≤ 250).
- From start to healthy with a running database: ${whole(results.healthyAfterMs)} ms (target ≤ 1,500).

${settings.rounds} rounds of ${settings.seconds} s for each figure, after ${settings.warmUpSeconds} s of the same load on each server, ${settings.connections} connections; medians; ${whole(size.leads)} leads and ${whole(size.activities)} activities.
`
}

function machine({ postgres }: Results): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const [model = 'unknown processor'] = os.cpus().map((cpu) => cpu.model)
  const load = os
    .loadavg()
    .map((value) => value.toFixed(1))
    .join(' ')
  return `${new Date().toISOString().slice(0, 16)}Z · commit ${commit} · Node ${process.versions.node} · PostgreSQL ${postgres} · ${os.cpus().length} × ${model} · load average at the end ${load}`
}
