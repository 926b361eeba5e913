import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createCache } from './cache.ts'
import type { Notices } from './notices.ts'

const log = { warn() {}, info() {} }
const cacheOf = (notices?: Notices) =>
  createCache({ url: undefined, namespace: 'x', log, ...(notices ? { notices } : {}) })

describe('figures of one process', () => {
  it('are worked out once however many ask at once, and until they are too old', async () => {
    const cache = cacheOf()
    let loads = 0
    const load = async () => {
      await sleep(20)
      return { loads: ++loads }
    }
    const all = await Promise.all(Array.from({ length: 50 }, () => cache.getOrLoad('leads:a', 0.1, load)))
    expect(new Set(all.map((value) => value.loads))).toEqual(new Set([1]))
    expect(await cache.getOrLoad('leads:a', 0.1, load)).toEqual({ loads: 1 })
    await sleep(110)
    expect(await cache.getOrLoad('leads:a', 0.1, load)).toEqual({ loads: 2 })
    expect(cache.status()).toBe('not_configured')
  })

  it('are worked out anew when their group has changed, and only then', async () => {
    const cache = cacheOf()
    let value = 1
    const load = async () => value
    expect(await cache.getOrLoad('leads:a', 60, load)).toBe(1)
    value = 2
    cache.invalidate('users')
    expect(await cache.getOrLoad('leads:a', 60, load)).toBe(1)
    cache.invalidate('leads')
    expect(await cache.getOrLoad('leads:a', 60, load)).toBe(2)
  })

  it('never come from before a change, nor are two loads of one figure under way', async () => {
    const cache = cacheOf()
    let value = 0
    let running = 0
    let most = 0
    const load = async () => {
      most = Math.max(most, ++running)
      const seen = value
      await sleep(5)
      running--
      return seen
    }
    const readers = Array.from({ length: 40 }, async (_, index) => {
      await sleep(index)
      const before = ++value
      cache.invalidate('leads')
      expect(await cache.getOrLoad('leads:a', 60, load)).toBeGreaterThanOrEqual(before)
    })
    await Promise.all(readers)
    expect(most).toBe(1)
  })

  it('are not spoiled by one who asked and failed', async () => {
    const cache = cacheOf()
    const leaves = cache.getOrLoad('leads:a', 60, async () => {
      await sleep(10)
      throw new Error('left')
    })
    const stays = cache.getOrLoad('leads:a', 60, async () => 'here')
    await expect(leaves).rejects.toThrow('left')
    expect(await stays).toBe('here')
  })

  it('follow what other processes tell, and tell them', async () => {
    const told: string[] = []
    let hear: (group: string | null) => void = () => {}
    const cache = cacheOf({
      tell: (group) => told.push(group),
      onNotice: (listener) => {
        hear = listener
      },
    })
    let value = 1
    const read = () => cache.getOrLoad('leads:a', 60, async () => value)
    expect(await read()).toBe(1)
    value = 2
    hear('leads')
    expect(await read()).toBe(2)
    value = 3
    hear(null)
    expect(await read()).toBe(3)
    expect(told).toEqual([])
    cache.invalidate('leads')
    expect(told).toEqual(['leads'])
  })
})
