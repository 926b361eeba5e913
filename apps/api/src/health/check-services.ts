import type { CacheStatus } from '../cache/cache.ts'
import type { Config } from '../config.ts'
import { MailError } from '../mail/mail-failure.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { HealthCheck } from './check-health.ts'

/** `ok`, `not_configured` or `error: …` (R010). */
type ServiceState = string

export type ServiceStates = Record<
  'backend' | 'database' | 'venice_api' | 'openai' | 'redis' | 'smtp' | 'twilio' | 'agents' | 'environment',
  ServiceState
>

type Needs = {
  config: Config
  checkHealth: HealthCheck
  mailer: Mailer
}

const timeoutMs = 5_000
/** Other people's servers are asked at most twice a minute, however often this is called. */
const trustedForMs = 30_000

/** Makes the check of everything that this server leans on. The database is asked each time, the others now and then. */
export function createServicesCheck({ config, checkHealth, mailer }: Needs): () => Promise<ServiceStates> {
  const checkOthers = shared(trustedForMs, async () => {
    const [venice, openai, smtp] = await Promise.all([
      askForModels(config.ai.venice),
      askForModels(config.ai.openai),
      stateOf(config.smtp ? mailer.verify : null),
    ])
    return { venice_api: venice, openai, smtp }
  })
  return async () => {
    const [health, others] = await Promise.all([checkHealth(), checkOthers()])
    return {
      backend: 'ok',
      database: health.diagnosis ? `error: ${health.diagnosis.type}` : 'ok',
      ...others,
      redis: redisWords[health.redis],
      // This version has neither telephone nor software workers.
      twilio: 'not_configured',
      agents: 'not_configured',
      environment: config.environment,
    }
  }
}

const redisWords: Record<CacheStatus, ServiceState> = {
  connected: 'ok',
  disconnected: 'error: disconnected',
  not_configured: 'not_configured',
}

/** Remembers an answer for a while and asks once, however many want to know at the same time. */
function shared<T>(ttlMs: number, ask: () => Promise<T>): () => Promise<T> {
  let known: { answer: Promise<T>; until: number } | undefined
  return () => {
    if (!known || performance.now() >= known.until) {
      known = { answer: ask(), until: performance.now() + ttlMs }
    }
    return known.answer
  }
}

type Provider = { apiKey: string | undefined; baseUrl: string }

/** Whether an AI provider takes our key: its list of models costs nothing. */
function askForModels({ apiKey, baseUrl }: Provider): Promise<ServiceState> {
  if (!apiKey) return stateOf(null)
  return stateOf(async () => {
    const answer = await fetch(`${baseUrl.replace(/\/$/, '')}/models`, {
      headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json' },
      // The key goes to the configured address and nowhere else.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await answer.body?.cancel()
    if (!answer.ok) throw new ServiceRefusal(`HTTP ${answer.status}`)
  })
}

/** A refusal whose words may be shown. */
class ServiceRefusal extends Error {
  override name = 'ServiceRefusal'
}

async function stateOf(check: (() => Promise<unknown>) | null): Promise<ServiceState> {
  if (!check) return 'not_configured'
  try {
    await withinTimeout(check())
    return 'ok'
  } catch (error) {
    return `error: ${reasonOf(error)}`
  }
}

function withinTimeout(work: Promise<unknown>): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const timer = setTimeout(() => reject(new DOMException('too late', 'TimeoutError')), timeoutMs)
  work.then(resolve, reject).finally(() => clearTimeout(timer))
  return promise
}

/** Codes only: messages of other servers and libraries may hold addresses and keys. */
function reasonOf(error: unknown): string {
  if (error instanceof ServiceRefusal) return error.message
  if (error instanceof MailError) return error.reason.replaceAll('_', ' ')
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } }
  const known = [code, cause?.code].find((text) => typeof text === 'string' && /^[A-Z][A-Z0-9_]+$/.test(text))
  return known ? String(known) : 'not reachable'
}
