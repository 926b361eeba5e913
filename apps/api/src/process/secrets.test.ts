import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { takeAway } from '../../test/database-outage.ts'
import { startServer } from '../../test/server-process.ts'
import { post, signUp } from '../../test/server-users.ts'
import { password as userPassword } from '../../test/sign-in.ts'
import { createTestDatabase } from '../../test/test-database.ts'

const canaries = {
  SECRET_KEY: 'canary-of-the-secret-key-0123456789abcdef',
  DEBUG_TOKEN: 'canary-of-the-debug-token',
  SMTP_PASSWORD: 'canary-of-the-mail-server',
  ADMIN_BOOTSTRAP_TOKEN: 'canary-of-the-bootstrap',
  OPENAI_API_KEY: 'canary-of-text-generation',
}

it('writes no secret to an output, a log file or a built file', { timeout: 90_000 }, async () => {
  const database = await createTestDatabase()
  const folder = mkdtempSync(path.join(tmpdir(), 'leadglass-log-'))
  onTestFinished(async () => {
    rmSync(folder, { recursive: true, force: true })
    await database.drop()
  })
  const server = await startServer({
    ...canaries,
    DATABASE_URL: database.url,
    WEB_CONCURRENCY: '2',
    LOG_LEVEL: 'trace',
    LOG_FILE: `${folder}/app.log`,
    ACCESS_LOG: `${folder}/access.log`,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: '9',
    SMTP_USER: 'leadglass',
  })
  await server.until(/ready after/)
  const person = await signUp(server.baseUrl, 'kim')
  const renewed = await post(`${server.baseUrl}/api/auth/refresh`, { refresh_token: person.refreshToken })
  await causeErrors(server.baseUrl, person.accessToken)
  const giveBack = await takeAway(database)
  await sleep(500)
  const away = await causeErrors(server.baseUrl, person.accessToken)
  await giveBack()
  expect(away).toContain(503)
  server.kill('SIGTERM')
  expect(await server.ended).toBe(0)

  const written: Record<string, string> = {
    stdout: server.stdout(),
    stderr: server.stderr(),
    ...readAll(folder),
  }
  expect(Object.keys(written)).toEqual(['stdout', 'stderr', 'access.log', 'app.log'])
  expect(written['app.log']).toContain('[STARTUP]')
  const secrets = {
    ...canaries,
    userPassword,
    databasePassword: new URL(database.url).password,
    accessToken: person.accessToken,
    refreshToken: person.refreshToken,
    newAccessToken: String(renewed.access_token),
    newRefreshToken: String(renewed.refresh_token),
  }
  const found = Object.entries({ ...written, ...readAll(webDist) }).flatMap(([place, text]) =>
    Object.entries(secrets)
      .filter(([, secret]) => text.includes(secret))
      .map(([name]) => `${name} in ${place}`),
  )
  expect(found).toEqual([])
})

const webDist = path.resolve(import.meta.dirname, '../../../web/dist')

/** Requests that fail in every way, with secrets wherever one may stand; answers their statuses. */
async function causeErrors(baseUrl: string, token: string): Promise<number[]> {
  const authorization = `Bearer ${token}`
  const json = { 'content-type': 'application/json' }
  const requests: [string, RequestInit][] = [
    ['/api/leads', { headers: { authorization } }],
    [`/api/leads?search=${canaries.SECRET_KEY.slice(0, 8)}`, { headers: { authorization } }],
    ['/api/leads/not-an-id', { headers: { authorization } }],
    ['/api/leads', { headers: { authorization: `${authorization}x` } }],
    [`/api/notifications/stream?access_token=${token}`, {}],
    [`/debug/config?token=${canaries.DEBUG_TOKEN}`, { headers: { 'x-debug-token': canaries.DEBUG_TOKEN } }],
    ['/health', {}],
    [
      '/api/auth/login',
      { method: 'POST', headers: json, body: JSON.stringify({ username: 'kim', password: userPassword }) },
    ],
    [
      '/api/auth/login',
      { method: 'POST', headers: json, body: `{"username":"kim","password":"${userPassword}` },
    ],
    [
      '/api/auth/bootstrap',
      { method: 'POST', headers: json, body: JSON.stringify({ token: canaries.ADMIN_BOOTSTRAP_TOKEN }) },
    ],
    ['/api/auth/refresh', { method: 'POST', headers: json, body: JSON.stringify({ refresh_token: token }) }],
  ]
  const statuses: number[] = []
  for (const [address, init] of requests) {
    const answer = await fetch(`${baseUrl}${address}`, init)
    await answer.arrayBuffer()
    statuses.push(answer.status)
  }
  return statuses
}

function readAll(folder: string): Record<string, string> {
  // The web app is built by `npm start` and before the journeys, not for these tests.
  if (!existsSync(folder)) return {}
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, readFileSync(path.join(entry.parentPath, entry.name), 'utf8')]),
  )
}
