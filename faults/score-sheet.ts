import { execFileSync } from 'node:child_process'
import os from 'node:os'
import type { Verdict } from './write-history.ts'

/** How one trial ended; no problem means that it was survived. */
export type Score = {
  name: string
  problems: readonly string[]
  facts: readonly string[]
  /** Undefined where there is nothing to recover from, null when it did not happen. */
  recoveryMs?: number | null
  verdict?: Verdict
  diagnosis?: { expected: string; seen: string }
}

export type Section = { title: string; scores: readonly Score[] }

const isClean = ({ problems }: Score) => problems.length === 0
const outOf = (scores: readonly Score[], fits: (score: Score) => boolean = isClean) =>
  `${scores.filter(fits).length}/${scores.length}`

/** One line a trial, with what was seen and what went wrong below it. */
export function renderScore(score: Score): string {
  const lines = [`${isClean(score) ? '✔' : '✘'} ${score.name}${recoveryText(score, ', ')}`]
  for (const fact of score.facts) lines.push(`    ${fact}`)
  if (score.diagnosis) lines.push(`    diagnosis: ${diagnosisText(score.diagnosis)}`)
  for (const problem of score.problems) lines.push(`    ✘ ${problem}`)
  return lines.join('\n')
}

/** The whole as a document. */
export function renderSheet(sections: readonly Section[], run: { minutes: number; seconds: number }): string {
  const all = sections.flatMap(({ scores }) => scores)
  const faults = all.filter(({ recoveryMs }) => recoveryMs !== undefined)
  const diagnoses = all.filter(({ diagnosis }) => diagnosis !== undefined)
  const verdicts = all.flatMap(({ verdict }) => verdict ?? [])
  const sum = (of: (verdict: Verdict) => number) =>
    verdicts.reduce((total, verdict) => total + of(verdict), 0)
  const recoveries = faults.flatMap(({ recoveryMs }) => recoveryMs ?? [])
  const lines = [
    '# What the service survives',
    '',
    'Written by `pnpm test:faults`: the built server as a process, against a PostgreSQL of its own behind a proxy, under',
    '20 clients that read and write, five live streams and health checks. Each fault is proved on a connection of its',
    'own; each write has a token and is looked for at the end.',
    '',
    machine(run),
    '',
    `- Faults survived: **${outOf(faults)}**, each ${run.seconds} s long; recovered after ${seconds(Math.min(...recoveries))} to ${seconds(Math.max(...recoveries))} (limit 10 s).`,
    `- Writes: ${sum(({ accepted }) => accepted)} accepted, **${sum(({ lost }) => lost.length)} lost**, ${sum(({ wrong }) => wrong.length)} refused and there, ${sum(({ doubled }) => doubled.length)} doubled; ${sum(({ unknown }) => unknown.length)} without a certain answer.`,
    `- Diagnoses right, during faults and of each broken DATABASE_URL: **${outOf(diagnoses, ({ diagnosis }) => diagnosis?.expected === diagnosis?.seen)}**.`,
    ...sections.map(({ title, scores }) => `- ${title}: ${outOf(scores)}.`),
  ]
  for (const { title, scores } of sections) {
    lines.push('', `## ${title}`, '', '| trial | ended | seen |', '|---|---|---|')
    for (const score of scores) lines.push(rowOf(score))
  }
  return `${lines.join('\n')}\n`
}

function rowOf(score: Score): string {
  const ended = isClean(score) ? `✔${recoveryText(score, ' ')}` : `✘ ${score.problems.join('; ')}`
  const facts = [...score.facts, ...(score.diagnosis ? [`diagnosis: ${diagnosisText(score.diagnosis)}`] : [])]
  const seen = facts.filter((fact) => !fact.startsWith('unknown: ')).join('; ')
  return `| ${[score.name, ended, seen].map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
}

function recoveryText({ recoveryMs }: Score, before: string): string {
  if (recoveryMs === undefined) return ''
  return `${before}${recoveryMs === null ? 'not recovered' : `recovered in ${seconds(recoveryMs)}`}`
}

function diagnosisText({ expected, seen }: NonNullable<Score['diagnosis']>): string {
  return seen === expected ? seen : `${seen} instead of ${expected}`
}

const seconds = (ms: number) => (Number.isFinite(ms) ? `${(ms / 1000).toFixed(1)} s` : '—')

function machine({ minutes }: { minutes: number }): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const model = os.cpus()[0]?.model.trim() ?? 'unknown'
  const load = os
    .loadavg()
    .map((value) => value.toFixed(1))
    .join(' ')
  const when = new Date().toISOString().slice(0, 16)
  return `${when}Z · commit ${git('rev-parse', '--short', 'HEAD')} · Node ${process.versions.node} · ${os.cpus().length} × ${model} · load average at the end ${load} · ${minutes.toFixed(1)} minutes`
}
