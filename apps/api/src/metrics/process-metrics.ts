import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { version } from '../version.ts'

let registry: Registry | undefined

/** Memory, CPU, event loop and garbage collection: one set for the process, however many servers it runs. */
export function processMetrics(): Registry {
  if (!registry) {
    registry = new Registry()
    collectDefaultMetrics({ register: registry })
    countStarts(registry)
  }
  return registry
}

/** What the library leaves out where there are several workers: how many there are, and whether one has restarted. */
function countStarts(into: Registry): void {
  const registers = [into]
  new Gauge({
    name: 'service_start_time_seconds',
    help: 'When the youngest worker started; changes() of it counts restarts',
    aggregator: 'max',
    registers,
  }).set(Math.round(Date.now() / 1000 - process.uptime()))
  new Gauge({ name: 'service_workers', help: 'Processes that serve requests', registers }).set(1)
  const build = { name: 'service_build_info', help: 'Which version runs', labelNames: ['version'] as const }
  new Gauge({ ...build, aggregator: 'first', registers }).set({ version }, 1)
}
