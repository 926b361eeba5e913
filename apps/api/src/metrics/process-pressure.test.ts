import { describe, expect, it, onTestFinished } from 'vitest'
import { type PressureOptions, watchProcessPressure } from './process-pressure.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function blockFor(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

function watched(options: Partial<PressureOptions>) {
  const warnings: { details: object; message: string }[] = []
  const warn = (details: object, message: string) => void warnings.push({ details, message })
  const pressure = watchProcessPressure({ log: { warn }, ...options })
  onTestFinished(() => pressure.close())
  return { pressure, warnings }
}

describe('watchProcessPressure (R069)', () => {
  it('warns of an event loop that is held up, at most once in a while', async () => {
    const { pressure, warnings } = watched({ everyMs: 100 })
    for (let count = 0; count < 5; count++) {
      await pause(20)
      blockFor(300)
    }
    await pause(150)
    expect(warnings).toHaveLength(1)
    expect(warnings[0]?.message).toBe('event loop is held up')
    expect(warnings[0]?.details).toHaveProperty('p99_ms')
    expect(pressure.read().memory.rss_bytes).toBeGreaterThan(10_000_000)
  })

  it('warns of a heap that is nearly full, and is silent otherwise', async () => {
    const full = watched({ everyMs: 20, heapLimitPercent: 0 })
    const well = watched({ everyMs: 20, delayLimitMs: 60_000 })
    await expect.poll(() => full.warnings.map(({ message }) => message)).toContain('heap is nearly full')
    expect(well.warnings).toEqual([])
  })
})
