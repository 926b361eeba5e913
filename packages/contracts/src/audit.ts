import { z } from 'zod'
import { admins } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { day, moment, text, timestamp, uuid } from './fields.ts'
import { personRef } from './leads.ts'
import { pageOf, pageQuery } from './paging.ts'

/** What the audit log tells of: who got in or was refused, and every change of what the company keeps. */
export const auditActions = [
  'login_succeeded',
  'login_failed',
  'account_locked',
  'logged_out',
  'session_ended',
  'password_changed',
  'token_reuse_detected',
  'permission_denied',
  'lead_created',
  'lead_updated',
  'lead_deleted',
  'note_created',
  'note_updated',
  'note_deleted',
  'lead_assigned',
  'lead_transferred',
  'assignment_completed',
  'lead_unassigned',
  'user_created',
  'user_updated',
  'user_role_changed',
  'user_deactivated',
  'user_reactivated',
  'user_password_reset',
  'leads_imported',
  'leads_exported',
  'audit_exported',
  'scoring_draft_created',
  'scoring_draft_saved',
  'scoring_draft_deleted',
  'scoring_draft_scheduled',
  'scoring_draft_unscheduled',
  'scoring_published',
  'scoring_rolled_back',
  'model_trained',
  'model_published',
  'model_retired',
  'learning_settings_changed',
  'verdict_given',
  'verdict_withdrawn',
  'verdict_reviewed',
  'score_overridden',
  'override_ended',
  'job_cancelled',
] as const
export const auditAction = z.enum(auditActions)
export type AuditAction = z.infer<typeof auditAction>

export const auditEntityTypes = [
  'lead',
  'note',
  'assignment',
  'user',
  'session',
  'import',
  'export',
  'operation',
  'scoring',
  'learned_model',
  'job',
] as const
export const auditEntityType = z.enum(auditEntityTypes)
export type AuditEntityType = z.infer<typeof auditEntityType>

/** Fields by name; those of a lead's metadata as `metadata.<key>`. Long texts are cut. */
export const auditFields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
export type AuditFields = z.infer<typeof auditFields>

export const auditLog = z.object({
  id: uuid,
  created_at: timestamp,
  action: auditAction,
  actor: personRef
    .nullable()
    .describe('who did it, by the name of that time; null for strangers and the system'),
  entity_type: auditEntityType.nullable(),
  entity_id: uuid.nullable(),
  entity_name: z.string().nullable(),
  before: auditFields.nullable().describe('the changed fields as they were'),
  after: auditFields
    .nullable()
    .describe('the changed fields as they are, or what is to be said of the event'),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  request_id: z.string().nullable(),
})
export type AuditLog = z.infer<typeof auditLog>

const dayOrMoment = z.union([day, moment])

const filters = {
  action: z
    .string()
    .transform((value) => value.split(','))
    .pipe(z.array(auditAction).max(auditActions.length))
    .optional()
    .describe('one action, or several with commas'),
  actor_id: uuid.optional(),
  entity_type: auditEntityType.optional(),
  entity_id: uuid.optional(),
  from: dayOrMoment.optional().describe('a day or a moment'),
  to: dayOrMoment.optional().describe('a day, which is included, or a moment, which is not'),
  search: text(100).optional().describe('in the names of who did it and of what it was done to'),
}

export const auditFilterQuery = z.strictObject(filters)
export type AuditFilterQuery = z.output<typeof auditFilterQuery>

export const auditListQuery = pageQuery.extend(filters)
export type AuditListQuery = z.output<typeof auditListQuery>

export const listAuditLogs = defineEndpoint({
  name: 'listAuditLogs',
  summary: 'Who did what, when and from where; the newest first',
  tag: 'audit',
  method: 'GET',
  path: '/audit-logs',
  access: admins,
  query: auditListQuery,
  response: pageOf(auditLog),
})

export const exportAuditLogs = defineEndpoint({
  name: 'exportAuditLogs',
  summary: 'The filtered log as CSV, streamed; formula-safe',
  tag: 'audit',
  method: 'GET',
  path: '/audit-logs/export',
  access: admins,
  query: auditFilterQuery,
  kind: 'stream',
})
