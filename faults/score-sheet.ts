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

/** One line a trial, with what went wrong below it. */
export function renderScore({ name, problems, facts, recoveryMs, diagnosis }: Score): string {
  const recovery =
    recoveryMs === undefined
      ? ''
      : recoveryMs === null
        ? ', not recovered'
        : `, recovered in ${(recoveryMs / 1000).toFixed(1)} s`
  const lines = [`${problems.length === 0 ? '✔' : '✘'} ${name}${recovery}`]
  for (const fact of facts) lines.push(`    ${fact}`)
  if (diagnosis)
    lines.push(
      `    diagnosis: ${diagnosis.seen}${diagnosis.seen === diagnosis.expected ? '' : ` instead of ${diagnosis.expected}`}`,
    )
  for (const problem of problems) lines.push(`    ✘ ${problem}`)
  return lines.join('\n')
}

export const survived = (scores: readonly Score[]) =>
  scores.filter(({ problems }) => problems.length === 0).length
