import type { Actor } from '@leadglass/contracts/auth.ts'
import type { FastifyBaseLogger } from 'fastify'
import type { Database, Db } from './db/db.ts'

/** Everything a use case may know of its caller. A fifth member needs a decision record. */
export type Context = {
  readonly db: Database
  readonly actor: Actor
  /** The moment of the request: one for all that it does. */
  readonly now: Date
  readonly log: FastifyBaseLogger
}

/** The context of an operation that needs no sign-in. */
export type PublicContext = Omit<Context, 'actor'>

/** The context of code that runs inside a transaction: `db` is its connection. */
export type Tx = Omit<Context, 'db'> & { readonly db: Db }

/** Runs `work` in one transaction. Only use cases open transactions, and none inside another. */
export function inTransaction<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.db.transaction((db) => work({ ...ctx, db }))
}
