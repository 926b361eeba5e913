import cluster from 'node:cluster'
import type { Deps } from '../http/api.ts'
import type { HealthSources } from './check-health.ts'

/** Where a server's own state is to be found. */
export function healthSources(deps: Deps): HealthSources {
  const { config, db, clock, listener, streams, loops, cache } = deps
  const { isWorker, worker } = cluster
  return {
    config,
    db,
    clock,
    worker: { id: worker?.id ?? 1, count: isWorker ? config.workers : 1, pid: process.pid },
    redis: () => cache.status(),
    liveStream: () => ({
      listener: listener.isConnected ? 'connected' : 'disconnected',
      open_streams: streams.count(),
    }),
    isLeader: () => loops?.isLeader ?? null,
  }
}
