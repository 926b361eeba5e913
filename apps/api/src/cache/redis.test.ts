import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { hasRedis, type RedisServer, startRedis } from '../../test/redis-server.ts'
import { signInAs, statusWith, userWithPassword } from '../../test/sign-in.ts'
import { startTcpProxy } from '../../test/tcp-proxy.ts'
import { ownTestApi, type TestApi, testApi } from '../../test/test-api.ts'
import type { Api } from '../http/api.ts'
import { type Cache, createCache } from './cache.ts'
import type { CacheLog } from './redis-figures.ts'

const silent: CacheLog = { warn() {}, info() {} }
const connected = (cache: Cache) =>
  vi.waitFor(() => expect(cache.status()).toBe('connected'), { timeout: 10_000, interval: 20 })
const disconnected = (cache: Cache) =>
  vi.waitFor(() => expect(cache.status()).toBe('disconnected'), { timeout: 5_000 })

const without = hasRedis ? '' : ' (skipped: this machine has no redis-server)'

describe.runIf(hasRedis)(`figures in Redis${without}`, () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  async function cacheOf(namespace: string, log = silent): Promise<Cache> {
    const cache = createCache({ url: redis.url, namespace, log })
    onTestFinished(() => cache.close())
    await connected(cache)
    return cache
  }

  it('are shared by processes, and outdated for all by one write (R075)', async () => {
    const [one, other] = [await cacheOf('shared'), await cacheOf('shared')]
    const stranger = await cacheOf('another deployment')
    expect(await one.getOrLoad('leads:a', 60, async () => 1)).toBe(1)
    await vi.waitFor(async () => expect(await other.getOrLoad('leads:a', 60, async () => 2)).toBe(1))
    expect(await stranger.getOrLoad('leads:a', 60, async () => 3)).toBe(3)
    other.invalidate('leads')
    expect(await other.getOrLoad('leads:a', 60, async () => 4)).toBe(4)
    expect(await one.getOrLoad('leads:a', 60, async () => 5)).toBe(4)
  })

  it('that were being loaded while something was written are not taken for new ones', async () => {
    const cache = await cacheOf('late')
    let finish: (value: number) => void = () => {}
    const early = cache.getOrLoad('leads:a', 60, () => new Promise<number>((resolve) => (finish = resolve)))
    await vi.waitFor(() => expect(finish).not.toBeUndefined())
    await new Promise((resolve) => setTimeout(resolve, 30))
    cache.invalidate('leads')
    const late = cache.getOrLoad('leads:a', 60, async () => 2)
    finish(1)
    expect(await early).toBe(1)
    expect(await late).toBe(2)
    expect(await cache.getOrLoad('leads:a', 60, async () => 3)).toBe(2)
  })

  it('survive a Redis that is killed, told once, and one that comes back (R076)', async () => {
    const warnings: string[] = []
    const cache = await cacheOf('killed', {
      ...silent,
      warn: (details, message) => void warnings.push(`${message} ${JSON.stringify(details)}`),
    })
    await redis.kill()
    await disconnected(cache)
    const startedAt = performance.now()
    for (let time = 0; time < 20; time++) {
      expect(await cache.getOrLoad(`leads:${time}`, 60, async () => time)).toBe(time)
    }
    expect(performance.now() - startedAt).toBeLessThan(100)
    expect(await cache.getOrLoad('leads:1', 60, async () => 'new')).toBe(1)
    cache.invalidate('leads')
    expect(await cache.getOrLoad('leads:1', 60, async () => 'new')).toBe('new')
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(/^Redis connection failed \{"reason":/)
    expect(warnings[0]).not.toContain('127.0.0.1')
    await redis.start()
    await connected(cache)
    expect(await cache.getOrLoad('leads:1', 60, async () => 'newer')).toBe('newer')
  })

  it('wait for a silent Redis only once', async () => {
    const cache = await cacheOf('silent')
    redis.signal('SIGSTOP')
    onTestFinished(() => redis.signal('SIGCONT'))
    const startedAt = performance.now()
    for (let time = 0; time < 5; time++) await cache.getOrLoad(`leads:${time}`, 60, async () => time)
    expect(performance.now() - startedAt).toBeLessThan(700)
    expect(cache.status()).toBe('disconnected')
    redis.signal('SIGCONT')
    await connected(cache)
  })

  it('are not those of before a write that never arrived', async () => {
    const proxy = await startTcpProxy({ host: '127.0.0.1', port: Number(new URL(redis.url).port) })
    onTestFinished(() => proxy.close())
    const told: string[] = []
    const notices = { tell: (group: string) => void told.push(group), onNotice() {} }
    const url = `redis://127.0.0.1:${proxy.port}`
    const cache = createCache({ url, namespace: 'untaken', log: silent, notices })
    onTestFinished(() => cache.close())
    await connected(cache)
    const other = await cacheOf('untaken')
    const ask = (of: Cache, value: string) => of.getOrLoad('leads:a', 60, async () => value)
    // The second answer comes after the first was kept.
    expect([await ask(cache, 'old'), await ask(cache, 'x'), await ask(other, 'x')]).toEqual(
      Array(3).fill('old'),
    )
    proxy.halfOpen()
    cache.invalidate('leads')
    await disconnected(cache)
    expect(told).toEqual(['leads'])
    await connected(cache)
    expect([await ask(cache, 'new'), await ask(cache, 'x'), await ask(other, 'x')]).toEqual(
      Array(3).fill('new'),
    )
  })

  it('are worked out without a Redis whose password is another', async () => {
    const locked = await startRedis({ password: 'open-sesame' })
    onTestFinished(() => locked.stop())
    const warnings: object[] = []
    const cache = createCache({
      url: locked.url.replace('redis://', 'redis://:wr0ng-s3cret@'),
      namespace: 'x',
      log: { ...silent, warn: (details) => void warnings.push(details) },
    })
    onTestFinished(() => cache.close())
    await vi.waitFor(() => expect(warnings).toHaveLength(1), { timeout: 3_000 })
    expect(JSON.stringify(warnings)).not.toContain('wr0ng-s3cret')
    expect(cache.status()).toBe('disconnected')
    expect(await cache.getOrLoad('leads:a', 60, async () => 1)).toBe(1)
  })

  it('can be flushed: nothing is lost and nobody is signed out', async () => {
    const api = await ownTestApi({ env: { REDIS_URL: redis.url } })
    await userWithPassword(api, 'dana')
    const session = await signInAs(api, 'dana')
    const { Redis } = await import('ioredis')
    const admin = new Redis(redis.url)
    onTestFinished(() => admin.disconnect())
    await admin.flushdb()
    expect(await statusWith(api, session.access_token)).toBe(200)
    const dana = await api.build.user('omar', 'manager')
    expect((await api.call('get', '/api/leads/counts', { as: dana })).body.total).toBe(0)
    await vi.waitFor(async () => expect((await admin.keys('*')).length).toBeGreaterThan(0))
    for (const key of await admin.keys('*')) expect(key).toMatch(/^cache:/)
  })
})

describe.each<[string, string]>([
  ['no Redis', ''],
  ['a Redis that is not there', 'redis://127.0.0.1:1'],
  ['a REDIS_URL that is none', 'not-an-address'],
  ...(hasRedis ? ([['a Redis', 'real']] satisfies [string, string][]) : []),
])('the API with %s', (_name, url) => {
  let redis: RedisServer | undefined
  let first: TestApi
  let second: TestApi
  const caches: Cache[] = []
  const lines: string[] = []
  beforeAll(async () => {
    if (url === 'real') redis = await startRedis()
    const env = { REDIS_URL: redis?.url ?? url }
    const addRoutes = ({ deps }: Api) => void caches.push(deps.cache)
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
    first = await testApi({ env, addRoutes, log })
    second = await testApi({ env, addRoutes, log, beside: first })
    if (redis) for (const cache of caches) await connected(cache)
  })
  afterAll(async () => {
    await second.close()
    await first.close()
    await redis?.stop()
  })

  it('shows a written lead in the next figure, and moments later on the other server (R075)', async () => {
    const marta = await first.build.user('marta', 'manager')
    const token = await first.tokenOf(marta)
    const totalOn = async (api: TestApi) =>
      (await api.request.get('/api/leads/counts').set('authorization', `Bearer ${token}`)).body.total
    expect([await totalOn(first), await totalOn(second)]).toEqual([0, 0])
    for (let time = 1; time <= 3; time++) {
      await first.call('post', '/api/leads', { as: marta, body: { name: `Lead ${time}` } }).expect(201)
      expect(await totalOn(first)).toBe(time)
    }
    await vi.waitFor(async () => expect(await totalOn(second)).toBe(3), { timeout: 1_500 })
  })

  it('says how it stands, and tells a broken one once', () => {
    const expected = url === '' ? 'not_configured' : url === 'real' ? 'connected' : 'disconnected'
    expect(caches.map((cache) => cache.status())).toEqual([expected, expected])
    const told = lines.filter((line) => line.includes('Redis connection failed'))
    expect(told).toHaveLength(expected === 'disconnected' ? 2 : 0)
  })
})
