import { defineEndpoint } from '@leadglass/contracts/endpoint.ts'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { openStream } from '../../test/open-stream.ts'
import { ownTestApi } from '../../test/test-api.ts'
import type { Api, Deps } from './api.ts'
import { publicRoute } from './route.ts'

const waiting = defineEndpoint({
  name: 'testWait',
  summary: 'x',
  tag: 'notes',
  method: 'GET',
  path: '/test/wait',
  access: 'public',
  response: z.object({ ok: z.boolean() }),
})

describe('requests in flight (R050)', () => {
  it('are refused beyond what the process can carry, and carried again when some have ended', async () => {
    const ends: (() => void)[] = []
    let deps: Deps | undefined
    const addRoutes = (api: Api) => {
      deps = api.deps
      publicRoute(api, waiting, async () => {
        await new Promise<void>((resolve) => ends.push(resolve))
        return { ok: true }
      })
    }
    const origin = 'https://crm.example.com'
    const env = { MAX_REQUESTS_IN_FLIGHT: '3', ALLOWED_ORIGINS: origin }
    const api = await ownTestApi({ env, addRoutes })
    const wait = async () => (await api.request.get('/api/test/wait')).status
    const running = [wait(), wait(), wait()]
    await vi.waitFor(() => expect(ends).toHaveLength(3))
    expect(deps?.load.inFlight()).toBe(3)

    const refused = await api.request.get('/api/leads').set('origin', origin)
    expect(refused.status).toBe(503)
    expect(refused.body).toMatchObject({ type: 'server_busy', status: 503, path: '/api/leads' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'x-frame-options': 'DENY',
      'x-request-id': refused.body.request_id,
    })
    for (const path of ['/health/live', '/health', '/livez', '/api/v1/health', '/api/health'])
      await api.request.get(path).expect(200)

    for (const end of ends) end()
    expect(await Promise.all(running)).toEqual([200, 200, 200])
    await api.request.get('/api/leads').expect(401)
    await vi.waitFor(() => expect(deps?.load.inFlight()).toBe(0))
  })

  it('are not the live streams that stand open', async () => {
    const api = await ownTestApi({ env: { MAX_REQUESTS_IN_FLIGHT: '1' } })
    const dana = await api.build.user('dana')
    const streams = [1, 2, 3].map(async () => openStream(api, await api.tokenOf(dana)))
    for (const stream of await Promise.all(streams)) expect(stream.status).toBe(200)
    expect((await api.call('get', '/api/leads', { as: dana })).status).toBe(200)
    for (const stream of await Promise.all(streams)) stream.cut()
  })
})
