import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { classifyDatabaseError, type DatabaseErrorType } from './classify-database-error.ts'
import type { DatabaseUrl } from './database-url.ts'
import { type ConnectStep, probeDatabase } from './probe-database.ts'

export type Diagnosis = {
  type: DatabaseErrorType
  cause: unknown
  /** Where it failed on the way: the text of the URL, its name, the network, encryption, sign-in, the query. */
  step?: 'config' | 'dns' | ConnectStep
}
type LookupResult = { addresses: string[]; error: string | null }

const timeoutMs = 1_400

/**
 * Finds out why the database is away: the text of the URL, then the name, then a connection of its own, under one
 * time limit. Null when the database answers after all.
 */
export async function diagnoseDatabase(database: DatabaseUrl): Promise<Diagnosis | null> {
  if (database.problem) return { type: database.problem, cause: null, step: 'config' }
  let step: Diagnosis['step'] = 'dns'
  const deadline = performance.now() + timeoutMs
  try {
    if (database.host) await within(resolveHost(database.host), timeoutMs)
    step = 'tcp'
    const reached = (next: ConnectStep) => {
      step = next
    }
    const rest = Math.max(200, deadline - performance.now())
    // pg has one limit for connecting and one for the query; the outer one keeps their sum.
    await within(probeDatabase(database.url, rest, reached), rest)
    return null
  } catch (cause) {
    return { type: classifyDatabaseError(cause, database), cause, step }
  }
}

/** What the name of the host resolves to. */
export async function lookUpHost(host: string): Promise<LookupResult> {
  try {
    const found = await within(resolveHost(host), timeoutMs)
    return { addresses: found.map(({ address }) => address), error: null }
  } catch (error) {
    const { code } = error as { code?: string }
    return { addresses: [], error: code ? `${code}: Name or service not known` : 'no answer in time' }
  }
}

const resolving = new Map<string, Promise<LookupAddress[]>>()

/**
 * One question about a name at a time. Node asks two at once and lets the others wait, so those that no server answers
 * would queue up for as long as an outage lasts, and the first one after it would wait for them all.
 */
function resolveHost(host: string): Promise<LookupAddress[]> {
  const known = resolving.get(host)
  if (known) return known
  const asking = lookup(host, { all: true }).finally(() => resolving.delete(host))
  resolving.set(host, asking)
  return asking
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  work.catch(() => {})
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('timeout expired'), { code: 'ETIMEDOUT' })), ms)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
