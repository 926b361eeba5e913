import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { closedPort } from '../apps/api/test/closed-port.ts'
import { benchPassword } from '../bench/fill-database.ts'
import { webDir } from '../scripts/paths.ts'
import { send } from './http-client.ts'
import type { Score } from './score-sheet.ts'
import type { Workplace } from './workplace.ts'

/** Asked by everybody: strangers, signed-in people, operators with the debug token. */
const addresses = [
  '/health',
  '/health/live',
  '/health/db',
  '/health/full',
  '/api/v1/health',
  '/api/system/status',
  '/metrics',
  '/debug/database-url',
  '/debug/config',
  '/debug/routes',
  '/api/leads',
  '/api/nothing',
  '/api/auth/me',
  '/',
]

/** Runs a server whose every secret is a canary, with everything logged, through refusals and an outage. */
export async function plantEverything(workplace: Workplace): Promise<void> {
  const { canaries, logFolder, postgres, proxy } = workplace
  const closed = await closedPort()
  const debugToken = canaries.plant('DEBUG_TOKEN, everything logged')
  const server = await workplace.startServer('canaries', {
    WEB_CONCURRENCY: '2',
    LOG_LEVEL: 'trace',
    LOG_FILE: path.join(logFolder, 'text.log'),
    ACCESS_LOG: path.join(logFolder, 'access.log'),
    DEBUG_TOKEN: debugToken,
    ADMIN_BOOTSTRAP_TOKEN: canaries.plant('ADMIN_BOOTSTRAP_TOKEN'),
    REDIS_URL: `redis://:${canaries.plant('REDIS_URL')}@127.0.0.1:${closed}`,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(closed),
    SMTP_USER: 'mailer',
    SMTP_PASSWORD: canaries.plant('SMTP_PASSWORD'),
    ALERT_WEBHOOK_URL: `http://127.0.0.1:${closed}/${canaries.plant('ALERT_WEBHOOK_URL')}`,
    OPENAI_API_KEY: canaries.plant('OPENAI_API_KEY'),
    OPENAI_BASE_URL: `http://127.0.0.1:${closed}/v1`,
    VENICE_API_KEY: canaries.plant('VENICE_API_KEY'),
    VENICE_BASE_URL: `http://127.0.0.1:${closed}/v1`,
  })
  try {
    await server.until('/health/live', 200)
    await ask(workplace, server.baseUrl, debugToken)
    await signInAndFail(workplace, server.baseUrl)
    await postgres.stop('immediate')
    await proxy.refuse()
    await sleep(1_000)
    await ask(workplace, server.baseUrl, debugToken)
    await Promise.all([postgres.start(), proxy.pass()])
    await sleep(2_000)
  } finally {
    await server.stop()
  }
}

async function ask({ canaries, managers }: Workplace, baseUrl: string, debugToken: string): Promise<void> {
  for (const address of addresses) {
    for (const token of [undefined, managers[0]?.token, `${managers[1]?.token}x`]) {
      const answer = await send(baseUrl, { method: 'GET', path: address, token })
      canaries.look(`${address} (headers and body)`, JSON.stringify(answer.headers) + answer.text)
    }
    const answer = await fetch(baseUrl + address, { headers: { 'x-debug-token': debugToken } })
    canaries.look(
      `${address} with the debug token`,
      JSON.stringify([...answer.headers]) + (await answer.text()),
    )
  }
}

/** Tokens and passwords that come in, right and wrong; only a sign-in itself may answer with a token. */
async function signInAndFail({ canaries }: Workplace, baseUrl: string): Promise<void> {
  const post = async (address: string, body: unknown, isSignIn = false) => {
    const answer = await send(baseUrl, { method: 'POST', path: address, body })
    if (!isSignIn) canaries.look(address, answer.text)
    return JSON.parse(answer.text || '{}')
  }
  const wrong = canaries.plant('a wrong password')
  await post('/api/auth/login', { username: 'user3', password: wrong })
  await post('/api/auth/login', { username: wrong, password: { a: wrong } })
  const session = await post('/api/auth/login', { username: 'user3', password: benchPassword }, true)
  canaries.add('an access token', session.access_token)
  canaries.add('a refresh token', session.refresh_token)
  const next = await post('/api/auth/refresh', { refreshToken: session.refresh_token }, true)
  canaries.add('a second refresh token', next.refresh_token)
  // Of two tabs that refresh at once both get the same token.
  await post('/api/auth/refresh', { refreshToken: session.refresh_token }, true)
  const lost = canaries.plant('a refresh token that nobody issued')
  await post('/api/auth/refresh', { refreshToken: lost })
  await send(baseUrl, { method: 'GET', path: `/api/notifications/stream?token=${lost}` })
}

/** Looks for every secret in everything that was written and built. */
export function searchSecrets({ canaries, logFolder }: Workplace): Score {
  const files = canaries.lookInFiles(logFolder) + canaries.lookInFiles(path.join(webDir, 'dist'))
  const total = canaries.planted.length
  return {
    name: `secrets found: ${canaries.found.length} of ${total}`,
    facts: [`searched ${files} files and every answer`],
    problems: [...canaries.found],
  }
}
