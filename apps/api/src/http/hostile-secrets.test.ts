import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { rawRequest } from '../../test/raw-request.ts'
import { password, signInAs, userWithPassword } from '../../test/sign-in.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { createLog } from '../log.ts'

const secretKey = 'c4n4ry-of-the-secret-key-0123456789abcdef'
const canaries: Record<string, string> = { secretKey, password }
const logged: string[] = []
const answered: string[] = []

let api: TestApi
let dana: TestUser
beforeAll(async () => {
  const log = createLog('trace', { write: (line: string) => void logged.push(line) })
  api = await testApi({
    env: { SECRET_KEY: secretKey, DEBUG_TOKEN: 'c4n4ry-of-debug-0123456789abcdef' },
    log,
  })
  dana = await userWithPassword(api, 'dana', { role: 'admin' })
})
afterAll(() => api.close())

async function ask(method: string, path: string, body?: unknown, authorization?: string) {
  const answer = await rawRequest(api.baseUrl, {
    method,
    path,
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  answered.push(`${answer.text} ${JSON.stringify(answer.headers)}`)
  return answer
}

describe('secrets (R051, R058)', () => {
  it('stand in no answer and no log line, whatever goes wrong', async () => {
    const url = new URL(api.database.url)
    const session = await signInAs(api, 'dana')
    Object.assign(canaries, {
      databaseUrl: api.database.url,
      access: session.access_token,
      refresh: session.refresh_token,
      ...(url.password ? { databasePassword: url.password } : {}),
      wrongPassword: 'c4n4ry-wrong-password',
      newPassword: 'c4n4ry-brown-foxes-9',
      bootstrap: 'c4n4ry-bootstrap',
    })
    const bearer = `Bearer ${session.access_token}`
    const account = {
      email: 'new@example.com',
      username: 'newone',
      full_name: 'New',
      password: canaries.newPassword,
    }
    await ask('POST', '/api/auth/login', { username: 'dana', password: canaries.wrongPassword })
    await ask('POST', '/api/auth/login', { username: 'dana', password: [canaries.wrongPassword] })
    await ask('POST', '/api/auth/login', `{"username":"dana","password":"${canaries.wrongPassword}"`)
    await ask('POST', '/api/auth/refresh', { refreshToken: `${session.refresh_token}x` })
    await ask('POST', '/api/auth/register', account)
    await ask('POST', '/api/auth/register', account)
    await ask(
      'PATCH',
      '/api/auth/me',
      { current_password: canaries.wrongPassword, new_password: canaries.newPassword },
      bearer,
    )
    await ask('POST', '/api/users', { ...account, username: 'a', password: canaries.newPassword }, bearer)
    await ask('GET', '/api/leads', undefined, `${bearer}x`)
    await ask('GET', `/api/leads?access_token=${session.access_token}`)
    for (const path of [
      '/health',
      '/debug/database-url',
      '/api',
      '/openapi.json',
      '/api/auth/me',
      '/api/auth/sessions',
      '/api/users',
      '/api/auth/options',
    ]) {
      await ask('GET', path, undefined, bearer)
    }
    expect(logged.length).toBeGreaterThan(15)
    expect(found(answered)).toEqual([])
    expect(found(logged)).toEqual([])
    const hashes = await api.db.pool.query<{ hash: string }>('select hashed_password as hash from users')
    for (const { hash } of hashes.rows) expect([...answered, ...logged].join()).not.toContain(hash)
    console.log(
      `secrets: ${Object.keys(canaries).length} canaries found 0 times in ${answered.length} answers and ${logged.length} log lines`,
    )
  })

  it('would be found (the search works)', () => {
    expect(found([`x${secretKey}x`])).toEqual(['secretKey'])
  })

  it('stay inside when the database refuses what nobody foresaw', async () => {
    await api.db.pool.query(`alter table users add constraint unforeseen check (username <> 'unforeseen')`)
    await api.db.pool.query(`alter table notes rename to notes_away`)
    const from = { answers: answered.length, lines: logged.length }
    const bearer = `Bearer ${await api.tokenOf(dana)}`
    const body = {
      email: 'u@c4n4ry.example',
      username: 'unforeseen',
      full_name: 'U',
      password: canaries.newPassword,
    }
    const lead = await api.build.lead()
    expect((await ask('POST', '/api/auth/register', body)).status).toBe(500)
    expect((await ask('POST', '/api/users', { ...body, role: 'admin' }, bearer)).status).toBe(500)
    expect(
      (await ask('POST', '/api/notes', { lead_id: lead.id, content: 'c4n4ry note' }, bearer)).status,
    ).toBe(500)
    expect((await ask('GET', `/api/leads/${lead.id}/notes`, undefined, bearer)).status).toBe(500)
    await api.db.pool.query(`alter table notes_away rename to notes`)
    expect((await ask('GET', `/api/leads/${lead.id}/notes`, undefined, bearer)).status).toBe(200)
    const answers = answered.slice(from.answers).join('\n')
    expect(answers).not.toMatch(
      /notes_away|relation|constraint|unforeseen|select |insert |\.ts:|node_modules|\$2b|127\.0\.0\.1|c4n4ry/i,
    )
    const lines = logged.slice(from.lines)
    expect(lines.filter((line) => line.includes('"level":"error"'))).toHaveLength(4)
    expect(lines.join('\n')).not.toMatch(/\$2b\$|c4n4ry|Failing row/)
  })
})

function found(texts: string[]): string[] {
  const all = texts.join('\n')
  return Object.entries(canaries).flatMap(([name, text]) => (all.includes(text) ? [name] : []))
}

describe('text (R062, R063)', () => {
  const texts = ['O\'Brien & "Sons" <b>', '<script>alert(1)</script>', '&amp; &lt;', 'ÅÄÖ ß İı', '👩‍👩‍👧‍👦 日本語 עברית', '=1+1', '{{x}} <%= x %> %s', '\\n \\u0041', 'a\tb'] // biome-ignore format: a table

  it.each(texts)('comes back as it was written: %j', async (text) => {
    const body = { name: text, company: text, title: text, location: text, metadata: { note: text } }
    const made = await api.call('post', '/api/leads', { as: dana, body }).expect(201)
    const read = await api.call('get', `/api/leads/${made.body.id}`, { as: dana }).expect(200)
    expect(read.body).toMatchObject(body)
    const note = await api.call('post', '/api/notes', {
      as: dana,
      body: { lead_id: made.body.id, content: text },
    })
    expect(note.body.content).toBe(text)
    await api.call('post', `/api/leads/${made.body.id}/activity`, {
      as: dana,
      body: { activity_type: 'call', description: text },
    })
    const { body: timeline } = await api.call(
      'get',
      `/api/leads/${made.body.id}/activities?activity_type=call`,
      { as: dana },
    )
    expect(timeline.items[0].description).toBe(text)
    expect(read.headers['content-type']).toBe('application/json; charset=utf-8')
  })

  it('loses control characters and outer blanks, an e-mail its capitals', async () => {
    const body = {
      name: '  A\u0000c\u0007m\u007fe\u001b \n',
      email: '\u0000 Ann@EXAMPLE.com ',
      source: ' Web ',
    }
    const { body: lead } = await api.call('post', '/api/leads', { as: dana, body }).expect(201)
    expect(lead).toMatchObject({ name: 'Acme', email: 'ann@example.com', source: 'web' })
    await api
      .call('post', '/api/leads', { as: dana, body: { ...body, email: 'ANN@example.COM' } })
      .expect(409)
  })
})
