import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { misconfiguredApi } from '../../test/misconfigured-api.ts'
import { openStream } from '../../test/open-stream.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { notify } from '../notifications/notify.ts'
import { createMetrics } from './metrics.ts'

/** The value of one line of the Prometheus text; undefined where there is none. */
function figure(text: string, name: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}

describe('GET /metrics (R070)', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await testApi()
  })
  afterAll(() => api.close())

  const scrape = async () => (await api.request.get('/metrics').expect(200)).text

  it('counts requests by method, route pattern and status, with their time', async () => {
    const dana = await api.build.user('dana', 'manager')
    const lead = await api.build.lead()
    await api.call('get', `/api/leads/${lead.id}`, { as: dana }).expect(200)
    await api.call('get', `/api/leads/${lead.id}`, { as: dana }).expect(200)
    await api.call('get', `/api/leads/${lead.id}`).expect(401)
    await api.call('get', '/api/no/such/place').expect(404)
    const text = await scrape()
    const labels = 'method="GET",route="/api/leads/:id"'
    expect(figure(text, `http_requests_total{${labels},status="200"}`)).toBe(2)
    expect(figure(text, `http_requests_total{${labels},status="401"}`)).toBe(1)
    expect(figure(text, `http_request_duration_seconds_count{${labels}}`)).toBe(3)
    expect(figure(text, `http_request_duration_seconds_sum{${labels}}`)).toBeGreaterThan(0)
    expect(text).not.toContain(lead.id)
    expect(text).not.toContain('/no/such/place')
  })

  it('answers in the text format of Prometheus, with the figures of the process', async () => {
    const answer = await api.request.get('/metrics')
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(figure(answer.text, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000)
    expect(figure(answer.text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0)
    expect(answer.text).toContain('nodejs_gc_duration_seconds')
    const names = answer.text.split('\n').flatMap((line) => /^# TYPE (\w+)/.exec(line)?.[1] ?? [])
    expect(new Set(names).size).toBe(names.length)
  })

  it('counts what is under way, and open streams apart', async () => {
    const rita = await api.build.user('rita')
    const stream = await openStream(api, await api.tokenOf(rita))
    const during = await scrape()
    expect(figure(during, 'live_streams_open')).toBe(1)
    // The scrape itself.
    expect(figure(during, 'http_requests_in_flight')).toBe(1)
    await api.db.transaction((tx) =>
      notify(tx, [
        {
          userId: rita.id,
          type: 'lead_assigned',
          title: 'A lead',
          message: 'is yours',
          link: null,
          leadId: null,
        },
      ]),
    )
    await stream.until(({ event }) => event === 'notification')
    expect(figure(await scrape(), 'notifications_sent_total')).toBe(1)
    stream.cut()
    await expect.poll(async () => figure(await scrape(), 'live_streams_open')).toBe(0)
    expect(figure(await scrape(), 'http_requests_in_flight')).toBe(1)
  })

  it('does not take the time of a stream for slowness', async () => {
    expect(await scrape()).not.toMatch(/http_request_duration_seconds_count\{.*stream/)
    expect(await scrape()).toMatch(/http_requests_total\{.*stream.*status="200"\} 1/)
  })
})

describe('access to /metrics in production', () => {
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: 'postgresql://dana:s3cret@no-such-host.invalid:5432/crm',
    DEBUG_TOKEN: 'a-debug-token-of-the-tests',
  }

  it('needs the token, in either header, and no database', async () => {
    const api = await misconfiguredApi(env)
    await api.request.get('/metrics').expect(404)
    await api.request.get('/metrics').set('x-debug-token', 'wrong').expect(404)
    await api.request.get('/metrics').set('authorization', 'Bearer wrong').expect(404)
    await api.request.get('/metrics').set('x-debug-token', env.DEBUG_TOKEN).expect(200)
    const answer = await api.request.get('/metrics').set('authorization', `Bearer ${env.DEBUG_TOKEN}`)
    expect(answer.status).toBe(200)
    expect(answer.text).not.toContain('s3cret')
    expect(answer.text).not.toContain('no-such-host')
    await api.close()
  })
})

describe('createMetrics', () => {
  it('reads pool, breaker and state of the database at each scrape', async () => {
    const metrics = createMetrics()
    const breaker = { state: 'closed' as 'closed' | 'open', opened_total: 0 }
    metrics.readDatabase({
      poolStatus: () => ({
        size: 20,
        max_overflow: 40,
        checked_out: 15,
        waiting: 2,
        utilization_percent: 25,
      }),
      breaker: { status: () => breaker },
      watch: { state: 'down' },
    })
    let text = await metrics.text()
    expect(figure(text, 'db_pool_size')).toBe(60)
    expect(figure(text, 'db_pool_checked_out')).toBe(15)
    expect(figure(text, 'db_pool_waiting')).toBe(2)
    expect(figure(text, 'db_pool_utilization')).toBe(0.25)
    expect(figure(text, 'db_up')).toBe(0)
    expect(figure(text, 'db_breaker_state')).toBe(0)
    Object.assign(breaker, { state: 'open', opened_total: 3 })
    text = await metrics.text()
    expect(figure(text, 'db_breaker_state')).toBe(2)
    expect(figure(text, 'db_breaker_opens_total')).toBe(3)
    expect(figure(await metrics.text(), 'db_breaker_opens_total')).toBe(3)
  })

  it('counts failed tries, recoveries, statements and loops, and tells who listens of failed tries', async () => {
    const metrics = createMetrics()
    const heard: string[] = []
    const stop = metrics.onDbDown((op) => heard.push(op))
    metrics.dbDown('rescore')
    metrics.dbDown('rescore')
    stop()
    metrics.dbDown('startup')
    metrics.dbRecovered()
    metrics.statementEnded('find_lead', 12)
    metrics.statementEnded('c_0123', 2000)
    metrics.statementEnded(undefined, 1)
    metrics.loopRun('rescore', true)
    metrics.loopRun('rescore', false)
    metrics.readLoops({
      status: () => [
        { name: 'rescore', last_success_at: '2026-11-22T09:30:00.000Z', consecutive_failures: 1 },
        { name: 'retention', last_success_at: null, consecutive_failures: 0 },
      ],
    })
    const text = await metrics.text()
    expect(heard).toEqual(['rescore', 'rescore'])
    expect(figure(text, 'db_down_total{op="rescore"}')).toBe(2)
    expect(figure(text, 'db_down_total{op="startup"}')).toBe(1)
    expect(figure(text, 'db_recovered_total')).toBe(1)
    expect(figure(text, 'db_statement_duration_seconds_count{statement="find_lead"}')).toBe(1)
    expect(figure(text, 'db_statement_duration_seconds_count{statement="composed"}')).toBe(2)
    expect(figure(text, 'loop_runs_total{loop="rescore",result="failed"}')).toBe(1)
    const at = Date.parse('2026-11-22T09:30:00Z') / 1000
    expect(figure(text, 'loop_last_success_timestamp_seconds{loop="rescore"}')).toBe(at)
    expect(text).not.toContain('loop_last_success_timestamp_seconds{loop="retention"}')
    expect(figure(text, 'loop_consecutive_failures{loop="rescore"}')).toBe(1)
  })
})
