import { tryConfigurations } from './configuration-faults.ts'
import { databaseFaults } from './database-faults.ts'
import type { DatabaseFault } from './fault.ts'
import { loadFaults } from './load-faults.ts'
import { tryMigrations } from './migration-faults.ts'
import { networkFaults } from './network-faults.ts'
import { killPrimary, killWorker, twoServers } from './process-faults.ts'
import type { Score } from './score-sheet.ts'
import { plantEverything, searchSecrets } from './secret-faults.ts'
import { trySigterm } from './sigterm.ts'
import { startWithoutDatabase } from './start-faults.ts'
import { tryFault } from './try-fault.ts'
import type { Workplace } from './workplace.ts'

export type RunOptions = {
  /** How long a database fault lasts. */
  seconds: number
  only: RegExp
}
type Report = (score: Score) => void
export type PlannedSection = {
  title: string
  run(workplace: Workplace, options: RunOptions, report: Report): Promise<void>
}

const allFaults = [...databaseFaults, ...networkFaults, ...loadFaults]
const outages = /^(stop, fast|stop, immediate|kill -9 of the postmaster|SIGSTOP of the whole server)$/

/** Everything, some fifteen minutes. */
export const fullSections: readonly PlannedSection[] = [
  {
    title: 'database, two workers',
    run: (workplace, options, report) =>
      tryFaults(workplace, options, report, { workers: '2', faults: allFaults }),
  },
  {
    title: 'database, one process',
    async run(workplace, options, report) {
      const faults = allFaults.filter(({ name }) => outages.test(name))
      await tryFaults(workplace, options, report, { workers: '1', faults })
      report(await startWithoutDatabase(workplace, options.seconds))
    },
  },
  {
    title: 'processes',
    async run(workplace, _options, report) {
      report(await trySigterm(workplace, 20))
      report(await killWorker(workplace))
      report(await killPrimary(workplace))
      for (const score of await twoServers(workplace)) report(score)
    },
  },
  {
    title: 'migrations',
    async run(workplace, _options, report) {
      for (const score of await tryMigrations(workplace)) report(score)
    },
  },
  {
    title: 'configuration',
    async run(workplace, _options, report) {
      for (const score of await tryConfigurations(workplace)) report(score)
    },
  },
  { title: 'secrets', run: findSecrets },
]

const short = /^(stop, immediate|SIGSTOP of the whole server)$/

/** What runs with every `npm test`: the same trials, fewer and shorter. */
export const shortSections: readonly PlannedSection[] = [
  {
    title: 'database',
    async run(workplace, options, report) {
      const faults = allFaults.filter(({ name }) => short.test(name))
      await tryFaults(workplace, { ...options, seconds: 5 }, report, { workers: '2', faults })
    },
  },
  {
    title: 'processes',
    run: async (workplace, _options, report) => report(await trySigterm(workplace, 1)),
  },
  {
    title: 'migrations',
    async run(workplace, _options, report) {
      for (const score of await tryMigrations(workplace, [0])) report(score)
    },
  },
  { title: 'secrets', run: findSecrets },
]

async function tryFaults(
  workplace: Workplace,
  { seconds, only }: RunOptions,
  report: Report,
  { workers, faults }: { workers: string; faults: readonly DatabaseFault[] },
): Promise<void> {
  const server = await workplace.startServer(`database-${workers}`, { WEB_CONCURRENCY: workers })
  try {
    await server.untilReady()
    for (const fault of faults.filter(({ name }) => only.test(name)))
      report(await tryFault(workplace, server, { ...fault, seconds }))
  } finally {
    await server.stop()
  }
}

async function findSecrets(workplace: Workplace, _options: RunOptions, report: Report): Promise<void> {
  await plantEverything(workplace)
  report(searchSecrets(workplace))
}
