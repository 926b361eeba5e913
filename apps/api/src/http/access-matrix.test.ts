import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import type { Role } from '@leadglass/contracts/auth.ts'
import { allEndpoints, type Endpoint } from '@leadglass/contracts/endpoint.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roleNames, type TestApi, testApi } from '../../test/test-api.ts'

const contracts = new URL('../../../../packages/contracts/src/', import.meta.url)
const modules = readdirSync(contracts).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
await Promise.all(modules.map((file) => import(`@leadglass/contracts/${file}`)))

let api: TestApi
let serial = 0
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

/** A new user each time: some operations end the session that calls them. */
async function tokenWith(role: Role): Promise<string> {
  serial++
  return api.tokenOf(await api.build.user(`${role.replace('_', '-')}${serial}`, role))
}

/** Calls with ids that belong to nothing and without a body; only the head of a stream is read. */
async function call({ method, path }: Endpoint, token?: string): Promise<{ status: number; type?: string }> {
  const url = `${api.baseUrl}/api${path.replaceAll(/:\w+/g, () => randomUUID())}`
  const headers = token ? { authorization: `Bearer ${token}` } : undefined
  const answer = await fetch(url, { method, ...(headers ? { headers } : {}) })
  if (!answer.headers.get('content-type')?.includes('json')) {
    await answer.body?.cancel()
    return { status: answer.status }
  }
  const { type } = (await answer.json()) as { type?: string }
  return { status: answer.status, ...(type ? { type } : {}) }
}

const endpoints = allEndpoints().map((endpoint) => [endpoint.name, endpoint] as const)
const guarded = endpoints.filter(([, { access }]) => access !== 'public')
const open = endpoints.filter(([, { access }]) => access === 'public')

describe('the table of access (R090)', () => {
  it('knows every operation once', () => {
    expect(endpoints.length).toBeGreaterThan(40)
    expect(new Set(endpoints.map(([name]) => name)).size).toBe(endpoints.length)
    const addresses = endpoints.map(([, { method, path }]) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)
    expect(new Set(addresses).size).toBe(endpoints.length)
  })

  it('opens to strangers only what it says', () => {
    expect(open.map(([name]) => name).sort()).toEqual([
      'getSignInOptions',
      'refreshSession',
      'register',
      'signIn',
    ])
  })

  it.each(guarded)('refuses strangers at %s with 401, so it is also registered', async (_name, endpoint) => {
    expect(await call(endpoint)).toEqual({ status: 401, type: 'token_missing' })
  })

  it.each(open)('lets strangers reach %s', async (_name, endpoint) => {
    expect([200, 400]).toContain((await call(endpoint)).status)
  })

  describe.each(roleNames)('for %s', (role) => {
    it.each(guarded)('decides on %s by role', async (_name, endpoint) => {
      const { status, type } = await call(endpoint, await tokenWith(role))
      if (endpoint.access.includes(role as never)) {
        expect([401, 403, 405, 500, 503]).not.toContain(status)
        expect(type).not.toBe('route_not_found')
      } else {
        expect({ status, type }).toEqual({ status: 403, type: 'role_not_allowed' })
      }
    })
  })
})
