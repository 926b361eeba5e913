import { monitorEventLoopDelay } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import { warnAbove } from '@leadglass/contracts/system.ts'

type Log = { warn(details: object, message: string): void }

export type Pressure = {
  event_loop_delay: { p50_ms: number; p99_ms: number; max_ms: number }
  memory: { rss_bytes: number; heap_used_bytes: number; heap_limit_bytes: number; heap_used_percent: number }
}

export type ProcessPressure = {
  /** The delay of the last whole span, and the memory of this moment. */
  read(): Pressure
  close(): void
}

export type PressureOptions = {
  log: Log
  everyMs?: number
  /** A warning of one kind is repeated after this long at the earliest. */
  quietMs?: number
  delayLimitMs?: number
  heapLimitPercent?: number
}

const noDelay = { p50_ms: 0, p99_ms: 0, max_ms: 0 }

/** Warns when this process is held up or runs out of memory (R069): what users feel before anything breaks. */
export function watchProcessPressure({
  log,
  everyMs = 10_000,
  quietMs = 60_000,
  delayLimitMs = warnAbove.delayMs,
  heapLimitPercent = warnAbove.heapPercent,
}: PressureOptions): ProcessPressure {
  const resolution = 20
  const delays = monitorEventLoopDelay({ resolution })
  const warnedAt = { delay: Number.NEGATIVE_INFINITY, heap: Number.NEGATIVE_INFINITY }
  let delay: Pressure['event_loop_delay'] = noDelay
  delays.enable()
  const timer = setInterval(look, everyMs).unref()

  function look(): void {
    // The monitor measures the whole time between two ticks, its own pause included.
    const over = (nanoseconds: number) => Math.max(0, Math.round(nanoseconds / 1e5 - resolution * 10) / 10)
    delay =
      delays.count === 0
        ? noDelay
        : {
            p50_ms: over(delays.percentile(50)),
            p99_ms: over(delays.percentile(99)),
            max_ms: over(delays.max),
          }
    delays.reset()
    const memory = readMemory()
    if (delay.p99_ms > delayLimitMs) warn('delay', delay, 'event loop is held up')
    if (memory.heap_used_percent > heapLimitPercent) warn('heap', memory, 'heap is nearly full')
  }

  function warn(kind: keyof typeof warnedAt, details: object, message: string): void {
    if (performance.now() - warnedAt[kind] < quietMs) return
    warnedAt[kind] = performance.now()
    log.warn(details, message)
  }

  return {
    read: () => ({ event_loop_delay: delay, memory: readMemory() }),
    close() {
      clearInterval(timer)
      delays.disable()
    },
  }
}

function readMemory(): Pressure['memory'] {
  const { heap_size_limit: limit, used_heap_size: used } = getHeapStatistics()
  return {
    rss_bytes: process.memoryUsage.rss(),
    heap_used_bytes: used,
    heap_limit_bytes: limit,
    heap_used_percent: Math.round((used / limit) * 10_000) / 100,
  }
}
