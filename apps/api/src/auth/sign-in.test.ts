import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statement } from '../../src/db/sql.ts'
import { password, signInAs, statusWith, userWithPassword } from '../../test/sign-in.ts'
import { ownTestApi, type TestApi, testApi } from '../../test/test-api.ts'

const start = new Date('2026-11-22T10:00:00Z')
let now = start
let api: TestApi
beforeAll(async () => {
  api = await testApi({ clock: () => now })
})
afterAll(() => api.close())

const wrong = 'a wrong password'
const login = (body: object) => api.call('post', '/api/auth/login', { body })
const asForm = (body: string) =>
  api.request.post('/api/auth/login').set('content-type', 'application/x-www-form-urlencoded').send(body)

const lockState = statement<{ failed_login_attempts: number; locked_until: string | null }>(
  'test_lock_state',
  'select failed_login_attempts, locked_until from users where username = $1',
)
const attemptsOf = async (username: string) => (await api.db.sql(lockState, [username]))[0]

describe('POST /api/auth/login', () => {
  it('answers both spellings of the tokens and the user, without any trace of the password (R080, C09)', async () => {
    const dana = await userWithPassword(api, 'dana', { role: 'manager' })
    const { body } = await login({ username: 'dana', password }).expect(200)
    expect(body).toMatchObject({
      token_type: 'bearer',
      expires_in: 900,
      access_token: body.accessToken,
      refresh_token: body.refreshToken,
      user: { id: dana.id, username: 'dana', role: 'manager', last_login_at: now.toISOString() },
    })
    expect(JSON.stringify(body)).not.toMatch(/hash|\$2b\$|failed/)
    expect(await statusWith(api, body.access_token)).toBe(200)
  })

  it('signs an HS256 token with typ, exp, iat and jti (R082)', async () => {
    await userWithPassword(api, 'tina')
    const { access_token } = await signInAs(api, 'tina')
    const [header, claims] = access_token
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()))
    expect(header.alg).toBe('HS256')
    expect(claims).toMatchObject({ typ: 'access', jti: expect.any(String), exp: claims.iat + 900 })
  })

  it.each([
    { username: 'olga' },
    { email: 'olga@leadglass.test' },
    { identifier: ' Olga@Leadglass.Test ' },
    { username: 'olga@leadglass.test' },
    { email: 'OLGA' },
  ])('takes an e-mail or a username under any key: %j (C08)', async (identity) => {
    await userWithPassword(api, 'olga').catch(() => {})
    await login({ ...identity, password }).expect(200)
  })

  it('takes a form, also with the fields of an OAuth client (R080)', async () => {
    await userWithPassword(api, 'fred')
    await asForm(`username=fred&password=${password}`).expect(200)
    await asForm(`grant_type=password&username=fred&password=${password}&scope=&client_id=`).expect(200)
    await asForm(`username=fred&password=${encodeURIComponent(wrong)}`).expect(401)
  })

  it.each([
    '',
    'username=fred',
    'username=fred&username=dana&password=x',
    'username=fred&password=x&role=admin',
  ])('refuses the form %j with 400', async (form) => {
    expect((await asForm(form).expect(400)).body.type).toBe('validation_error')
  })

  it('is the only operation that reads forms', async () => {
    const answer = await api.request
      .post('/api/auth/refresh')
      .set('content-type', 'application/x-www-form-urlencoded')
      .send('refreshToken=x')
    expect(answer.status).toBe(415)
  })

  it.each([
    {},
    { username: 'dana' },
    { password },
    { username: 7, password },
    { username: 'dana', password, x: 1 },
  ])('refuses %j with 400', async (body) => {
    expect((await login(body).expect(400)).body).toMatchObject({ error: 'Validation error' })
  })

  it('answers the same for an unknown user and a wrong password (R081, C30)', async () => {
    await userWithPassword(api, 'known')
    const answers = [
      await login({ username: 'known', password: wrong }).expect(401),
      await login({ username: 'nobody', password: wrong }).expect(401),
      await login({ email: 'nobody@leadglass.test', password: wrong }).expect(401),
    ].map(({ body: { request_id, ...rest } }) => rest)
    expect(answers[0]).toMatchObject({ error: 'Invalid credentials', type: 'invalid_credentials' })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  it('takes about as long for an unknown user as for a wrong password (R081)', async () => {
    await userWithPassword(api, 'timed')
    const timeOf = async (username: string) => {
      const times: number[] = []
      for (let run = 0; run < 4; run++) {
        const began = performance.now()
        await login({ username, password: wrong }).expect(401)
        times.push(performance.now() - began)
      }
      return Math.min(...times)
    }
    const [unknown, known] = [await timeOf('nobody'), await timeOf('timed')]
    expect(unknown).toBeGreaterThan(known / 2)
    expect(known).toBeGreaterThan(unknown / 2)
  })

  it('tells that an account is disabled only to who knows its password (C30, R089)', async () => {
    await userWithPassword(api, 'gone', { isActive: false })
    const refused = await login({ username: 'gone', password: wrong }).expect(401)
    expect(refused.body.error).toBe('Invalid credentials')
    const disabled = await login({ username: 'gone', password }).expect(403)
    expect(disabled.body).toMatchObject({ error: 'Account is disabled', type: 'account_disabled' })
  })

  it('refuses a text that merely begins with the password of 72 bytes', async () => {
    const text = 'abcdefg7'.repeat(9)
    await userWithPassword(api, 'longy', { text })
    await login({ username: 'longy', password: text }).expect(200)
    await login({ username: 'longy', password: `${text}x` }).expect(401)
  })

  it.each(['no\u0000body', 'no\ud800body', '%', "' or 1=1 --", '__proto__'])(
    'answers %j as an identity without a failure of its own',
    async (username) => {
      expect((await login({ username, password: wrong })).status).toBeLessThan(500)
      expect((await login({ username: 'known', password: username })).status).toBe(401)
    },
  )
})

describe('wrong passwords (R087)', () => {
  const failing = async (username: string, times: number) => {
    for (let time = 0; time < times; time++) await login({ username, password: wrong }).expect(401)
  }

  it('are counted, and forgotten by a right one', async () => {
    await userWithPassword(api, 'carl')
    await failing('carl', 4)
    expect(await attemptsOf('carl')).toMatchObject({ failed_login_attempts: 4, locked_until: null })
    await login({ username: 'carl', password }).expect(200)
    expect(await attemptsOf('carl')).toMatchObject({ failed_login_attempts: 0, locked_until: null })
  })

  it('lock the account for 15 minutes when there are five; guessing on learns nothing', async () => {
    await userWithPassword(api, 'lola')
    await failing('lola', 5)
    const answers = [
      await login({ username: 'lola', password }).expect(401),
      await login({ username: 'lola', password: wrong }).expect(401),
      await login({ username: 'nobody', password: wrong }).expect(401),
    ].map(({ body: { request_id, ...rest } }) => rest)
    expect(answers[0]).toMatchObject({ type: 'invalid_credentials', error: 'Invalid credentials' })
    expect(answers[0].detail).toContain('5 wrong passwords in a row lock an account for 15 minutes')
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    await failing('lola', 3)
    try {
      now = new Date(start.getTime() + 15 * 60_000)
      await failing('lola', 1)
      expect(await attemptsOf('lola')).toMatchObject({ failed_login_attempts: 1, locked_until: null })
      await login({ username: 'lola', password }).expect(200)
    } finally {
      now = start
    }
  })

  it('are all counted when they come at once', async () => {
    await userWithPassword(api, 'rush')
    const guesses = Array.from({ length: 8 }, () => login({ username: 'rush', password: wrong }))
    expect((await Promise.all(guesses)).map(({ status }) => status)).toEqual(Array(8).fill(401))
    expect(await attemptsOf('rush')).toMatchObject({ failed_login_attempts: 5 })
    await login({ username: 'rush', password }).expect(401)
  })

  it('lock after as many, and for as long, as is configured', async () => {
    const strict = await ownTestApi({ env: { SIGN_IN_LOCK_AFTER: '3', SIGN_IN_LOCK_MINUTES: '1' } })
    await userWithPassword(strict, 'lola')
    for (let time = 0; time < 3; time++) {
      await strict
        .call('post', '/api/auth/login', { body: { username: 'lola', password: wrong } })
        .expect(401)
    }
    const [row] = await strict.db.sql(lockState, ['lola'])
    const lockedFor = new Date(row?.locked_until ?? 0).getTime() - Date.now()
    expect(lockedFor).toBeGreaterThan(30_000)
    expect(lockedFor).toBeLessThan(61_000)
    await strict.call('post', '/api/auth/login', { body: { username: 'lola', password } }).expect(401)
  })

  it('of a user who does not exist lock nothing', async () => {
    await failing('nobody', 7)
  })
})
