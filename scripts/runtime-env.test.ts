import { describe, expect, it } from 'vitest'
import { isProduction, wantsDemoData, wantsEmbeddedDatabase } from './runtime-env.ts'

describe('wantsEmbeddedDatabase', () => {
  it('is so on a laptop where nothing is set', () => {
    expect(wantsEmbeddedDatabase({ NODE_ENV: 'development' })).toBe(true)
    expect(wantsEmbeddedDatabase({ DATABASE_URL: '' })).toBe(true)
  })

  it.each(['DATABASE_URL', 'POSTGRES_URL', 'POSTGRES_DATABASE_URL', 'PGHOST'])(
    'is not so beside %s',
    (name) => {
      expect(wantsEmbeddedDatabase({ [name]: 'x' })).toBe(false)
    },
  )

  it.each([
    { NODE_ENV: 'production' },
    { ENVIRONMENT: 'production' },
    { RAILWAY_ENVIRONMENT_NAME: 'production' },
  ])('is never so in production: %o', (env) => {
    expect(isProduction(env)).toBe(true)
    expect(wantsEmbeddedDatabase(env)).toBe(false)
    expect(wantsDemoData({ ...env, SEED_DEMO: '1' })).toBe(false)
  })
})

describe('wantsDemoData', () => {
  it('is so with the embedded database', () => {
    expect(wantsDemoData({})).toBe(true)
  })

  it('is so with a database of one’s own only when asked for', () => {
    expect(wantsDemoData({ DATABASE_URL: 'postgresql://db/x' })).toBe(false)
    expect(wantsDemoData({ DATABASE_URL: 'postgresql://db/x', SEED_DEMO: '1' })).toBe(true)
  })
})
