import { networkInterfaces } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { closedPort } from '../apps/api/test/closed-port.ts'
import { APP_ROLE } from './fault-postgres.ts'
import type { FaultServer } from './fault-server.ts'
import { send } from './http-client.ts'
import type { Score } from './score-sheet.ts'
import { DATABASE, type Workplace } from './workplace.ts'

/** What the process shall do: end at once and say why, or start and let /health name it. */
type Expected = { exits: RegExp } | { errorType: string } | { healthy: true }
type Case = { name: string; env: Record<string, string>; expected: Expected }

const oddPassword = 'p/#@:%?& ss'
const production = { NODE_ENV: 'production', DATABASE_ALLOW_LOCALHOST: '1' }
const development = { NODE_ENV: 'development', DATABASE_ALLOW_LOCALHOST: '' }

/** Starts the real process with each broken DATABASE_URL (C14, C15). */
export async function tryConfigurations(workplace: Workplace): Promise<Score[]> {
  await workplace.postgres.asAdmin(`create role odd login password '${oddPassword}'`)
  await workplace.postgres.asAdmin(`grant ${APP_ROLE} to odd`)
  const cases = await listCases(workplace)
  const scores: Score[] = []
  // Three at a time: each start is a second of a processor.
  for (let from = 0; from < cases.length; from += 3)
    scores.push(...(await Promise.all(cases.slice(from, from + 3).map((one) => tryCase(workplace, one)))))
  return scores
}

async function listCases({ postgres, proxy, canaries }: Workplace): Promise<Case[]> {
  const secret = canaries.plant('password of a broken DATABASE_URL')
  const url = (host: string, port: number, more = '') =>
    `postgresql://${APP_ROLE}:${secret}@${host}:${port}/${DATABASE}${more}`
  const closed = await closedPort()
  const good = new URL(postgres.appUrl(DATABASE))
  const changed = (change: (to: URL) => void) => {
    const to = new URL(good)
    change(to)
    return to.href
  }
  const inProduction = (name: string, DATABASE_URL: string, expected: Expected, more = {}): Case => ({
    name: `${name}, production`,
    env: { ...production, ...more, DATABASE_URL },
    expected,
  })
  const elsewhere = (name: string, DATABASE_URL: string, expected: Expected): Case => ({
    name: `${name}, development`,
    env: { ...development, DATABASE_URL },
    expected,
  })
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how Railway writes a reference
  const reference = '${{Postgres.DATABASE_URL}}'
  return [
    inProduction('unset', '', { exits: /DATABASE_URL is required/ }),
    elsewhere('unset', '', { errorType: 'database_url_missing' }),
    inProduction('empty', '  ', { exits: /DATABASE_URL is required/ }),
    inProduction('unresolved reference', reference, { errorType: 'unresolved_variable_reference' }),
    elsewhere('unresolved reference', reference, { errorType: 'unresolved_variable_reference' }),
    inProduction(
      'localhost',
      url('localhost', 5432),
      { exits: /localhost/ },
      { DATABASE_ALLOW_LOCALHOST: '' },
    ),
    elsewhere('localhost', url('localhost', closed), { errorType: 'localhost_connection' }),
    inProduction('unresolvable', url('nowhere.invalid', 5432), { errorType: 'dns_resolution_failure' }),
    inProduction('refused', url(ownAddress(), closed), { errorType: 'connection_refused' }),
    inProduction('no answer', url('127.0.0.1', proxy.port), { errorType: 'connection_timeout' }),
    inProduction('wrong password', url('127.0.0.1', postgres.port), { errorType: 'authentication_failed' }),
    inProduction(
      'missing database',
      changed((to) => {
        to.pathname = '/nowhere'
      }),
      { errorType: 'database_missing' },
    ),
    inProduction(
      'wrong TLS',
      changed((to) => {
        to.search = '?sslmode=require'
      }),
      { errorType: 'tls_error' },
    ),
    inProduction('garbage', 'this is not a URL', { exits: /not a valid URL/ }),
    elsewhere('garbage', 'this is not a URL', { errorType: 'invalid_url' }),
    inProduction(
      'password not escaped',
      `postgresql://odd:${oddPassword}@127.0.0.1:${postgres.port}/${DATABASE}`,
      { exits: /not a valid URL/ },
    ),
    inProduction(
      'password escaped',
      `postgres://odd:${encodeURIComponent(oddPassword)}@127.0.0.1:${postgres.port}/${DATABASE}`,
      { healthy: true },
    ),
  ]
}

/** An address of this machine that is not its loopback. */
function ownAddress(): string {
  const found = Object.values(networkInterfaces())
    .flat()
    .find((one) => one && !one.internal && one.family === 'IPv4')
  return found?.address ?? '192.0.2.1'
}

async function tryCase(workplace: Workplace, { name, env, expected }: Case): Promise<Score> {
  const isSilent = name.startsWith('no answer')
  if (isSilent) workplace.proxy.hang()
  const server = await workplace.startServer('configuration', { WEB_CONCURRENCY: '1', ...env })
  try {
    if ('exits' in expected) return await judgeExit(server, name, expected.exits)
    await server.until('/health/live', 200, 20_000)
    return await judgeHealth(workplace, server.baseUrl, {
      name,
      expected: 'errorType' in expected ? expected.errorType : 'healthy',
    })
  } finally {
    await server.stop()
    if (isSilent) await workplace.proxy.pass()
  }
}

async function judgeExit({ exited, lines }: FaultServer, name: string, reason: RegExp): Promise<Score> {
  const exit = await Promise.race([exited, sleep(15_000)])
  const said = lines.map(({ raw }) => raw.trim()).find((line) => reason.test(line))
  const isRight = exit !== undefined && exit.code !== 0 && said !== undefined
  return {
    name,
    diagnosis: { expected: 'ends', seen: isRight ? 'ends' : `exit ${exit?.code ?? 'none'}` },
    facts: [`exit ${exit?.code ?? 'none'}: ${said?.slice(0, 110) ?? 'without the reason'}`],
    problems: isRight ? [] : ['did not end with the reason'],
  }
}

async function judgeHealth(
  { canaries }: Workplace,
  baseUrl: string,
  { name, expected }: { name: string; expected: string },
): Promise<Score> {
  const answer = await send(baseUrl, { method: 'GET', path: '/health' })
  canaries.look(`/health: ${name}`, answer.text)
  const body = JSON.parse(answer.text || '{}')
  const seen = answer.status === 200 ? 'healthy' : String(body.error_type)
  const steps = Array.isArray(body.solution) ? body.solution.length : 0
  return {
    name,
    diagnosis: { expected, seen },
    facts: [`/health ${answer.status} after ${answer.ms.toFixed(0)} ms, ${steps} steps`],
    problems: [
      ...(seen === expected ? [] : [`${seen} instead of ${expected}`]),
      ...(steps > 0 || expected === 'healthy' ? [] : ['no steps']),
      ...(answer.ms < 3_500 ? [] : ['/health took more than 3 s']),
    ],
  }
}
