import { describe, expect, it, onTestFinished } from 'vitest'
import { misconfiguredApi } from '../../test/misconfigured-api.ts'

async function debug(env: Record<string, string>) {
  const api = await misconfiguredApi(env)
  onTestFinished(() => api.close())
  return api.request.get('/debug/database-url')
}

describe('GET /debug/database-url', () => {
  it('shows what is used without user and password, while the database is away (R014)', async () => {
    const answer = await debug({
      DATABASE_URL: 'postgres://dana:s3cret@no-such-host.invalid/crm?sslmode=disable',
      PGUSER: 'x',
    })
    expect(answer.status).toBe(200)
    expect(answer.text).not.toMatch(/dana|s3cret/)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.body).toEqual({
      database_url_being_used: 'postgresql://***:***@no-such-host.invalid:5432/crm',
      length: 'postgresql://dana:s3cret@no-such-host.invalid/crm?sslmode=disable'.length,
      source: 'DATABASE_URL',
      is_localhost: false,
      has_unresolved_reference: false,
      problem: null,
      hostname: 'no-such-host.invalid',
      dns_lookup: { addresses: [], error: expect.stringContaining('Name or service not known') },
      environment_variables: {
        DATABASE_URL: true,
        POSTGRES_URL: false,
        POSTGRES_DATABASE_URL: false,
        PGHOST: false,
        PGPORT: false,
        PGUSER: true,
        PGPASSWORD: false,
        PGDATABASE: false,
      },
      environment: 'test',
      environment_names: { NODE_ENV: 'test', ENVIRONMENT: null, RAILWAY_ENVIRONMENT_NAME: null },
    })
  })

  it('shows the addresses of a host that resolves', async () => {
    const { body } = await debug({ DATABASE_URL: 'postgresql://dana:s3cret@127.0.0.1:1/crm' })
    expect(body).toMatchObject({
      is_localhost: true,
      hostname: '127.0.0.1',
      dns_lookup: { addresses: ['127.0.0.1'], error: null },
    })
  })

  it('shows that a reference was not replaced', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how Railway writes a reference
    const { body } = await debug({ DATABASE_URL: '${{Postgres.DATABASE_URL}}' })
    expect(body).toMatchObject({
      has_unresolved_reference: true,
      problem: 'unresolved_variable_reference',
      hostname: null,
      dns_lookup: null,
    })
  })

  it.each([
    'postgresql://dana:12/s3cret@db.internal/crm',
    'postgresql://dana:12#s3cret@db.internal/crm',
    'postgresql://dana:12?s3cret@db.internal/crm',
    'postgresql://dana:x@1/s3cret@db.internal/crm',
    'not a url with s3cret',
  ])('never shows a part of a password that is written wrongly', async (url) => {
    const answer = await debug({ DATABASE_URL: url })
    expect(answer.body.problem).toBe('invalid_url')
    expect(answer.text).not.toMatch(/dana|s3cret/)
  })
})
