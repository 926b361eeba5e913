import { AggregatorRegistry } from 'prom-client'
import { AppError } from '../errors.ts'
import type { CollectedMetrics, Metrics } from './metrics.ts'
import { isOurs, type PrimaryMessage, type WorkerMessage } from './worker-messages.ts'

/** The primary waits a second for its workers. */
const patienceMs = 2_000

export type PrimaryLink = {
  /** The Prometheus text of all workers together. */
  scrape(): Promise<string>
  /** Whether this worker is the one that started first, of those that live. */
  isFirst(): boolean
}

/** A worker's line to its primary. A process without a primary has no need of it. */
export function linkToPrimary({ collect }: Pick<Metrics, 'collect'>): PrimaryLink {
  const waiting = new Map<number, (all: CollectedMetrics[]) => void>()
  let scrapes = 0
  let isFirst = false

  process.on('message', (message: PrimaryMessage) => {
    if (!isOurs(message)) return
    if (message.type === 'worker:place') isFirst = message.isFirst
    if (message.type === 'metrics:scraped') waiting.get(message.scrape)?.(message.all)
    if (message.type === 'metrics:collect') void answer(message.round)
  })

  async function answer(round: number): Promise<void> {
    tell({ type: 'metrics:collected', round, metrics: await collect() })
  }

  async function ask(scrape: number): Promise<CollectedMetrics[]> {
    const { promise, resolve, reject } = Promise.withResolvers<CollectedMetrics[]>()
    // Half of the figures would look like a restart, so there are all of them or none.
    const timer = setTimeout(
      () => reject(new AppError('server_busy', 'The other workers do not answer')),
      patienceMs,
    )
    waiting.set(scrape, resolve)
    tell({ type: 'metrics:scrape', scrape })
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      waiting.delete(scrape)
    }
  }

  return {
    isFirst: () => isFirst,
    async scrape() {
      const all = await ask(scrapes++)
      return AggregatorRegistry.aggregate(all as object[]).metrics()
    },
  }
}

function tell(message: WorkerMessage): void {
  process.send?.(message, undefined, undefined, () => {})
}
