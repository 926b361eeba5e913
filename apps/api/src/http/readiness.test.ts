import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { ownTestApi } from '../../test/test-api.ts'
import { createReadiness } from './readiness.ts'

describe('operations before the database has its tables', () => {
  it('are refused after a moment, while health and liveness are told', async () => {
    const api = await ownTestApi({ readiness: createReadiness() })
    const vera = await api.build.user('vera', 'manager')
    const early = await api.call('get', '/api/leads', { as: vera })
    expect(early.status).toBe(503)
    expect(early.body).toMatchObject({
      error: 'SERVICE_UNAVAILABLE',
      detail: 'Database temporarily unavailable',
      type: 'database_unavailable',
    })
    await api.request.get('/health/live').expect(200)
    await api.request.get('/health').expect(200)
  })

  it('are answered late when the tables come in time, and at once from then on', async () => {
    const readiness = createReadiness()
    const api = await ownTestApi({ readiness })
    const vera = await api.build.user('vera', 'manager')
    const early = api.call('get', '/api/leads', { as: vera }).then(({ status }) => status)
    await sleep(200)
    readiness.settle()
    expect(await early).toBe(200)
    await api.call('get', '/api/leads', { as: vera }).expect(200)
  })
})
