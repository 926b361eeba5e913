import type { ErrorCode } from '@leadglass/contracts/errors.ts'
import type { FastifyRequest } from 'fastify'
import { auditEntry } from '../audit/audit-entry.ts'
import { AppError } from '../errors.ts'
import type { Deps } from './api.ts'
import { originOfRequest } from './origin.ts'

const denials = new Set<ErrorCode>(['role_not_allowed', 'not_allowed', 'registration_closed'])

/** Writes down that somebody tried what their role or a policy forbids (ASVS 16.3.2). */
export async function recordDenial(
  { refusals, clock }: Pick<Deps, 'refusals' | 'clock'>,
  error: unknown,
  request: FastifyRequest,
): Promise<void> {
  if (!(error instanceof AppError) || !denials.has(error.code)) return
  const { endpoint } = request.routeOptions.config
  const caller = request.ctx ?? { now: clock(), origin: originOfRequest(request) }
  const actor = request.ctx && 'actor' in request.ctx ? request.ctx.actor : null
  const route = `${request.method} ${endpoint ? `/api${endpoint.path}` : request.routeOptions.url}`
  const entry = auditEntry(caller, {
    action: 'permission_denied',
    entity: { type: 'operation', name: route },
    after: {
      reason: error.code,
      address: request.url.split('?')[0]?.slice(0, 300) ?? null,
      ...(endpoint && endpoint.access !== 'public' ? { needed_role: endpoint.access.join(' or ') } : {}),
      ...(actor ? { role: actor.role } : {}),
    },
  })
  await refusals.record(entry, `denied ${actor?.id ?? caller.origin.ip}`)
}
