import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { defineEndpoint } from '@leadglass/contracts/endpoint.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { inTransaction } from '../context.ts'
import { statement } from '../db/sql.ts'
import type { Api, Deps } from './api.ts'
import { route } from './route.ts'

const roles = ['admin', 'manager', 'sales_rep'] as const
const done = z.object({ ok: z.boolean() })
const body = z.object({ name: z.string(), seconds: z.number() })
const slowRead = defineEndpoint({
  ...{ name: 'testSlowRead', summary: 'x', tag: 'notes', method: 'GET', path: '/test/slow' },
  ...{ access: roles, response: done },
})
const slowWrite = defineEndpoint({
  ...{ name: 'testSlowWrite', summary: 'x', tag: 'notes', method: 'POST', path: '/test/slow' },
  ...{ access: roles, body, response: done },
})
const slowTransaction = defineEndpoint({
  ...{ name: 'testSlowTransaction', summary: 'x', tag: 'notes', method: 'PUT', path: '/test/slow' },
  ...{ access: roles, body, response: done },
})

const sleeping = statement('test_sleep', 'select pg_sleep($1::float8)')
const rename = statement('test_rename', `update users set full_name = $2 where id = $1`)
const slowRename = statement(
  'test_slow_rename',
  `with slept as materialized (select pg_sleep($3::float8))
   update users set full_name = $2 from slept where id = $1`,
)

let deps: Deps
function slowRoutes(api: Api): void {
  deps = api.deps
  route(api, slowRead, async (ctx) => {
    await ctx.db.sql(sleeping, [20])
    return { ok: true }
  })
  route(api, slowWrite, async (ctx, input) => {
    await ctx.db.sql(slowRename, [ctx.actor.id, input.body.name, input.body.seconds])
    return { ok: true }
  })
  route(api, slowTransaction, (ctx, input) =>
    inTransaction(ctx, async (tx) => {
      await tx.db.sql(rename, [ctx.actor.id, input.body.name])
      await tx.db.sql(sleeping, [input.body.seconds])
      return { ok: true }
    }),
  )
}

const nameOf = statement<{ full_name: string }>('test_name', 'select full_name from users where id = $1')
const busy = statement<{ query: string; state: string }>(
  'test_busy',
  `select query, state from pg_stat_activity
    where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`,
)

let api: TestApi
let dana: TestUser
beforeAll(async () => {
  api = await testApi({ env: { REQUEST_TIMEOUT: '1' }, addRoutes: slowRoutes })
  dana = await api.build.user('dana')
})
afterAll(() => api.close())

const call = (method: 'get' | 'post' | 'put', input?: object) =>
  api.call(method, '/api/test/slow', { as: dana, ...(input ? { body: input } : {}) })
const nameNow = async () => (await api.db.sql(nameOf, [dana.id]))[0]?.full_name
const untilIdle = () => vi.waitFor(async () => expect(await api.db.sql(busy)).toEqual([]), { timeout: 2_000 })

describe('the time for an answer (R047)', () => {
  it('ends with 504 in the one shape, and the statement is cancelled on the server', async () => {
    const startedAt = performance.now()
    const answer = await call('get')
    expect(performance.now() - startedAt).toBeLessThan(2_500)
    expect(answer.status).toBe(504)
    expect(answer.body).toMatchObject({
      type: 'request_timeout',
      status: 504,
      detail: 'No answer within 1 seconds: the request was stopped and changed nothing',
      path: '/api/test/slow',
      request_id: answer.headers['x-request-id'],
    })
    await untilIdle()
  })

  it.each([
    ['put', 'a transaction'],
    ['post', 'a single statement'],
  ] as const)('%s: leaves nothing written by %s that was stopped', async (method, _what) => {
    expect((await call(method, { name: 'Too Late', seconds: 3 })).status).toBe(504)
    await untilIdle()
    await sleep(2_500)
    expect(await nameNow()).toBe('Dana')
    expect((await call(method, { name: `In ${method} time`, seconds: 0 })).status).toBe(200)
    expect(await nameNow()).toBe(`In ${method} time`)
    await call('put', { name: 'Dana', seconds: 0 })
  })

  it('tells the truth where the write ends just as its time does', async () => {
    for (let round = 0; round < 6; round++) {
      const name = `Round ${round}`
      const { status } = await call('post', { name, seconds: 0.975 + round * 0.005 })
      expect([200, 504]).toContain(status)
      await untilIdle()
      expect((await nameNow()) === name).toBe(status === 200)
    }
    await call('put', { name: 'Dana', seconds: 0 })
  })

  it('begins when the request has come in as a whole', async () => {
    const token = await api.tokenOf(dana)
    const text = JSON.stringify({ name: 'Slow Sender', seconds: 0.2 })
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': text.length,
    }
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${api.baseUrl}/api/test/slow`, { method: 'PUT', headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
      sent.on('error', reject)
      sent.write(text.slice(0, 5))
      setTimeout(() => sent.end(text.slice(5)), 1_500)
    })
    expect(status).toBe(200)
    expect(await nameNow()).toBe('Slow Sender')
  })

  it('leaves no connection and no count behind', async () => {
    await untilIdle()
    expect(deps.load.inFlight()).toBe(0)
    expect((await api.call('get', '/api/leads', { as: dana })).status).toBe(200)
  })
})

describe('a client that leaves', () => {
  const leave = async (method: string, afterMs: number, text?: string) => {
    const token = await api.tokenOf(dana)
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const sent = request(`${api.baseUrl}/api/test/slow`, { method, headers })
    sent.on('error', () => {})
    sent.end(text)
    await sleep(afterMs)
    sent.destroy()
  }

  it('stops its read on the server', async () => {
    await leave('GET', 300)
    const leftAt = performance.now()
    await untilIdle()
    expect(performance.now() - leftAt).toBeLessThan(600)
    await vi.waitFor(() => expect(deps.load.inFlight()).toBe(0))
  })

  it('does not stop its write half-way', async () => {
    await leave('PUT', 200, JSON.stringify({ name: 'Gone But Done', seconds: 0.6 }))
    await vi.waitFor(async () => expect(await nameNow()).toBe('Gone But Done'), { timeout: 2_000 })
  })
})
