import { auditEntry } from '../audit/audit-entry.ts'
import type { Config } from '../config.ts'
import type { PublicContext } from '../context.ts'
import { AppError } from '../errors.ts'
import { type CredentialsRow, setFailedSignIn } from './credential-repository.ts'

export type LockConfig = Pick<Config, 'signInLock'>

/** Counts a wrong password; the last one allowed in a row locks the account (R087). */
export async function countFailure(
  ctx: PublicContext,
  { signInLock: { after, minutes } }: LockConfig,
  { id: userId, username: name }: Pick<CredentialsRow, 'id' | 'username'>,
): Promise<void> {
  const lockedUntil = new Date(ctx.now.getTime() + minutes * 60_000)
  const event = { action: 'account_locked', entity: { type: 'user', id: userId, name } } as const
  const audit = auditEntry(ctx, { ...event, after: { locked_until: lockedUntil.toISOString() } })
  const failure = { now: ctx.now, allowed: after, lockedUntil, audit }
  const isNowLocked = await setFailedSignIn(ctx.db, userId, failure)
  if (isNowLocked) ctx.log.warn({ audit: event.action, userId, ip: ctx.origin.ip }, 'account locked')
}

export function isLocked({ locked_until }: CredentialsRow, now: Date): boolean {
  return locked_until !== null && new Date(locked_until) > now
}

/** For somebody who is signed in: a stranger never hears of a lock. */
export function accountLocked({ signInLock }: LockConfig): AppError {
  return new AppError(
    'account_locked',
    `Too many wrong passwords; try again in ${signInLock.minutes} minutes`,
  )
}
