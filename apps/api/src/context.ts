import type { Actor } from '@leadglass/contracts/auth.ts'
import type { FastifyBaseLogger } from 'fastify'
import type { Database, Db } from './db/db.ts'

/** Where a request comes from, for the audit log (decision 018). */
export type Origin = {
  readonly ip: string | null
  readonly userAgent: string | null
  readonly requestId: string | null
}

/** The origin of what a job or a script does. */
export function originOf(name: string): Origin {
  return { ip: null, userAgent: name, requestId: null }
}

/** Everything a use case may know of its caller. Another member needs a decision record. */
export type Context = {
  readonly db: Database
  readonly actor: Actor
  /** The moment of the request: one for all that it does. */
  readonly now: Date
  readonly log: FastifyBaseLogger
  readonly origin: Origin
}

/** The context of an operation that needs no sign-in. */
export type PublicContext = Omit<Context, 'actor'>

/** The context of code that runs inside a transaction: `db` is its connection. */
export type Tx = Omit<Context, 'db'> & { readonly db: Db }

/** Runs `work` in one transaction. Only use cases open transactions, and none inside another. */
export function inTransaction<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.db.transaction((db) => work({ ...ctx, db }))
}
