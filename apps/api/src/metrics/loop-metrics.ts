import { Counter, Gauge, type Registry } from 'prom-client'

/** What is read of the background loops: the part of their status that becomes a figure. */
export type ObservedLoops = {
  status(): readonly { name: string; last_success_at: string | null; consecutive_failures: number }[]
}

export function countLoops(registry: Registry) {
  let observed: ObservedLoops | undefined
  const registers = [registry]
  const runs = new Counter({
    name: 'loop_runs_total',
    help: 'Runs of background loops in this process, by result',
    labelNames: ['loop', 'result'],
    registers,
  })
  new Gauge({
    name: 'loop_last_success_timestamp_seconds',
    help: 'When a background loop last ended well',
    labelNames: ['loop'],
    aggregator: 'max',
    registers,
    collect() {
      this.reset()
      for (const { name, last_success_at: at } of observed?.status() ?? []) {
        if (at) this.set({ loop: name }, Date.parse(at) / 1000)
      }
    },
  })
  new Gauge({
    name: 'loop_consecutive_failures',
    help: 'Failed runs of a background loop since it last ended well',
    labelNames: ['loop'],
    aggregator: 'max',
    registers,
    collect() {
      this.reset()
      for (const { name, consecutive_failures: count } of observed?.status() ?? []) {
        this.set({ loop: name }, count)
      }
    },
  })
  return {
    loopRun(name: string, ok: boolean): void {
      runs.inc({ loop: name, result: ok ? 'ok' : 'failed' })
    },
    readLoops(loops: ObservedLoops): void {
      observed = loops
    },
  }
}
