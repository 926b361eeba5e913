import type { JobKind } from '@leadglass/contracts/jobs.ts'

/**
 * Work that takes a core or reads the whole base: one such job at a time in the deployment, held by
 * background_jobs_one_heavy_key. Whoever waits for a click comes before what may take its time.
 */
export const heavyKinds = ['rescore', 'impact', 'judge', 'train'] as const satisfies readonly JobKind[]

export const lightKinds = ['mail'] as const satisfies readonly JobKind[]

/** How often a job is tried before it counts as failed. */
export function attemptsOf(kind: JobKind): number {
  return kind === 'mail' ? 5 : 3
}

/** The wait before the next try: 30 s, 2 min, 8 min, 32 min for a mail server; seconds for our own work. */
export function pauseBeforeRetry(kind: JobKind, attempts: number): number {
  return kind === 'mail' ? 30_000 * 4 ** (attempts - 1) : 5_000 * 3 ** (attempts - 1)
}
