import type { Cluster, Worker } from 'node:cluster'
import type { CollectedMetrics } from './metrics.ts'
import { isOurs, type PrimaryMessage, type WorkerMessage } from './worker-messages.ts'

/** A worker that is busy for longer counts as it did the last time. */
const patienceMs = 1_000

type Round = { waitingFor: Set<number>; finish(): void }

/**
 * The primary's part of a scrape: asks every worker, and hands what they say to the one that was asked. It adds up
 * nothing itself and loads no library. It also tells the workers which of them is the first.
 */
export function relayMetrics(cluster: Cluster): void {
  const last = new Map<number, CollectedMetrics>()
  const rounds = new Map<number, Round>()
  let nextRound = 0

  function collect(asker: Worker, scrape: number): void {
    const round = nextRound++
    const asked = living(cluster)
    const timer = setTimeout(() => finish(), patienceMs)
    const finish = () => {
      clearTimeout(timer)
      if (!rounds.delete(round)) return
      tell(asker, { type: 'metrics:scraped', scrape, all: ofLiving(cluster, last) })
    }
    rounds.set(round, { waitingFor: new Set(asked.map(({ id }) => id)), finish })
    for (const worker of asked) tell(worker, { type: 'metrics:collect', round })
  }

  function settle(round: number, workerId: number): void {
    const open = rounds.get(round)
    if (open?.waitingFor.delete(workerId) && open.waitingFor.size === 0) open.finish()
  }

  function tellPlaces(): void {
    const [first, ...others] = living(cluster)
    if (first) tell(first, { type: 'worker:place', isFirst: true })
    for (const worker of others) tell(worker, { type: 'worker:place', isFirst: false })
  }

  cluster.on('message', (worker, message: WorkerMessage) => {
    if (!isOurs(message)) return
    if (message.type === 'metrics:scrape') collect(worker, message.scrape)
    if (message.type !== 'metrics:collected') return
    last.set(worker.id, message.metrics)
    settle(message.round, worker.id)
  })
  cluster.on('online', tellPlaces)
  cluster.on('exit', (worker) => {
    last.delete(worker.id)
    for (const round of [...rounds.keys()]) settle(round, worker.id)
    tellPlaces()
  })
}

function ofLiving(cluster: Cluster, last: ReadonlyMap<number, CollectedMetrics>): CollectedMetrics[] {
  return living(cluster)
    .map(({ id }) => last.get(id))
    .filter((metrics) => metrics !== undefined)
}

/** In the order of their start. */
function living({ workers = {} }: Cluster): Worker[] {
  return Object.values(workers)
    .filter((worker) => worker !== undefined)
    .filter((worker) => worker.isConnected())
    .sort((one, other) => one.id - other.id)
}

function tell(worker: Worker, message: PrimaryMessage): void {
  // A worker may end between the look and the word.
  if (worker.isConnected()) worker.send(message, () => {})
}
