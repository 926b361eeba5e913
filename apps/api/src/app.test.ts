import { readdirSync } from 'node:fs'
import path from 'node:path'
import { allEndpoints } from '@leadglass/contracts/endpoint.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MisconfiguredApi, misconfiguredApi } from '../test/misconfigured-api.ts'
import { prefixes } from './http/route.ts'

const contracts = path.resolve(import.meta.dirname, '../../../packages/contracts/src')

/** Public operations, each for a reason: nobody is signed in yet. Whoever adds one decides so here as well. */
const publicOperations = ['getSignInOptions', 'refreshSession', 'register', 'signIn']

describe('the server', () => {
  let api: MisconfiguredApi
  beforeAll(async () => {
    for (const file of readdirSync(contracts).filter((name) => /^\w+\.ts$/.test(name))) {
      await import(path.join(contracts, file))
    }
    api = await misconfiguredApi({})
  })
  afterAll(() => api.close())

  it('serves every operation of the contracts, under both prefixes', () => {
    expect(allEndpoints().length).toBeGreaterThan(30)
    const missing = allEndpoints().flatMap(({ method, path: address }) =>
      prefixes
        .filter((prefix) => !api.app.hasRoute({ method, url: prefix + address }))
        .map((prefix) => `${method} ${prefix}${address}`),
    )
    expect(missing).toEqual([])
  })

  it('names each operation once', () => {
    const names = allEndpoints().map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it('lets strangers call only what is listed here', () => {
    const open = allEndpoints().filter(({ access }) => access === 'public')
    expect(open.map(({ name }) => name).toSorted()).toEqual(publicOperations)
  })
})
