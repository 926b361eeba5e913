import { type AuditAction, auditActions, exportAuditLogs, listAuditLogs } from '@leadglass/contracts/audit.ts'
import { listUsers } from '@leadglass/contracts/users.ts'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call, queryOf } from '../api/call.ts'
import { send } from '../api/send.ts'
import { saveFile } from '../lib/save-file.ts'
import type { AuditFilters, AuditGroup } from './audit-filters.ts'

const starts = (...beginnings: string[]) =>
  auditActions.filter((action) => beginnings.some((beginning) => action.startsWith(beginning)))

const actionsOf: Record<AuditGroup, readonly AuditAction[]> = {
  refusals: ['login_failed', 'account_locked', 'permission_denied', 'token_reuse_detected'],
  sign_ins: starts('login_', 'account_', 'logged_', 'session_', 'password_', 'token_'),
  leads: starts('lead_created', 'lead_updated', 'lead_deleted'),
  notes: starts('note_'),
  assignments: starts('lead_assigned', 'lead_transferred', 'lead_unassigned', 'assignment_'),
  users: starts('user_'),
  data: ['leads_imported', 'leads_exported', 'audit_exported'],
  scoring: starts('scoring_', 'model_', 'learning_', 'verdict_', 'score_', 'override_'),
}

/** The filters of the page in the words of the API: a group is its actions, a day ends at the reader's midnight. */
function askedOf({ group, from, to, ...others }: AuditFilters) {
  return {
    ...others,
    ...(group && { action: actionsOf[group].join(',') }),
    ...(from && { from: midnight(from, 0) }),
    ...(to && { to: midnight(to, 1) }),
  }
}

function midnight(day: string, daysLater: number): string {
  const at = new Date(`${day}T00:00:00`)
  at.setDate(at.getDate() + daysLater)
  return at.toISOString()
}

export function auditLogsQuery(filters: AuditFilters) {
  return infiniteQueryOptions({
    queryKey: [listAuditLogs.name, filters],
    queryFn: ({ pageParam, signal }) => {
      const page = { per_page: '50', ...(pageParam !== null && { cursor: pageParam }) }
      return call(listAuditLogs, { query: { ...askedOf(filters), ...page } }, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (lastPage) => lastPage.next_cursor,
  })
}

/** The first hundred of the team, by name: whom to filter by, and whose ids the entries hold. */
export function peopleQuery() {
  return queryOptions({
    queryKey: [listUsers.name, 'people'],
    queryFn: async ({ signal }) => (await call(listUsers, { query: { per_page: '100' } }, { signal })).items,
    staleTime: 60_000,
  })
}

/** Downloads the log as it is filtered now. */
export async function downloadAuditLog(filters: AuditFilters): Promise<void> {
  const path = exportAuditLogs.path + queryOf(askedOf(filters))
  const response = await send({ method: 'GET', path, timeoutMs: 10 * 60_000 })
  saveFile(await response.blob(), `audit-log-${new Date().toISOString().slice(0, 10)}.csv`)
}
