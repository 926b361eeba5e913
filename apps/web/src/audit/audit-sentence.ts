import type { AuditAction, AuditLog } from '@leadglass/contracts/audit.ts'
import { formatPlural } from '../lib/format-count.ts'
import { fieldWord, type Value, valueWord } from './audit-words.ts'

/** Plain words, or a name that stands out among them. */
export type Part = string | { readonly name: string }

/** What happened, in one sentence. */
export function sentenceOf(entry: AuditLog): Part[] {
  return sentences[entry.action](entry)
}

export function isAlarm(action: AuditAction): boolean {
  return alarms.has(action)
}

const alarms: ReadonlySet<AuditAction> = new Set([
  'login_failed',
  'account_locked',
  'permission_denied',
  'token_reuse_detected',
] as const)

type Sentence = (entry: AuditLog) => Part[]

const sentences: Record<AuditAction, Sentence> = {
  login_succeeded: (entry) => [who(entry), ' signed in'],
  login_failed: (entry) => [
    'Refused sign-in as ',
    named(entry.entity_name),
    `: ${valueWord('reason', entry.after?.reason)}`,
    whichOne(entry),
  ],
  account_locked: (entry) => ['Account ', named(entry.entity_name), ' locked after too many wrong passwords'],
  logged_out: (entry) => [who(entry), ' signed out'],
  session_ended: (entry) =>
    entry.entity_type === 'user'
      ? [who(entry), ` signed out everywhere (${formatPlural(count(entry, 'sessions'), 'session')})`]
      : [who(entry), ' ended another of their sessions'],
  password_changed: (entry) => [who(entry), ' changed their password'],
  token_reuse_detected: () => ['A refresh token was used a second time; its session was ended'],
  permission_denied: (entry) => [who(entry), ' was refused ', named(entry.entity_name), whichOne(entry)],
  lead_created: (entry) => [who(entry), ' created the lead ', named(entry.entity_name)],
  lead_updated: (entry) => [who(entry), ...changeOf(entry)],
  lead_deleted: (entry) => [who(entry), ' deleted the lead ', named(entry.entity_name)],
  note_created: (entry) => [who(entry), ' wrote a note on ', named(entry.entity_name)],
  note_updated: (entry) => [who(entry), ' changed a note on ', named(entry.entity_name)],
  note_deleted: (entry) => [who(entry), ' deleted a note on ', named(entry.entity_name)],
  lead_assigned: (entry) => [
    who(entry),
    entry.after?.is_primary === false ? ' asked ' : ' assigned ',
    ...(entry.after?.is_primary === false
      ? [named(entry.after.rep), ' to help with ', named(entry.entity_name)]
      : [named(entry.entity_name), ' to ', named(entry.after?.rep)]),
  ],
  lead_transferred: (entry) => [
    who(entry),
    ' handed ',
    named(entry.entity_name),
    ' from ',
    named(entry.before?.rep),
    ' to ',
    named(entry.after?.rep),
  ],
  assignment_completed: (entry) => [who(entry), ' completed the work on ', named(entry.entity_name)],
  lead_unassigned: (entry) => [
    who(entry),
    ' took ',
    named(entry.entity_name),
    ' from ',
    named(entry.before?.rep),
  ],
  user_created: (entry) =>
    entry.actor?.id === entry.entity_id
      ? [named(entry.entity_name), ' registered']
      : [who(entry), ' created the user ', named(entry.entity_name), roleOf(entry)],
  user_updated: (entry) => [who(entry), ...changeOf(entry)],
  user_role_changed: (entry) => [who(entry), ...changeOf(entry)],
  user_deactivated: (entry) => [who(entry), ' deactivated ', named(entry.entity_name)],
  user_reactivated: (entry) => [who(entry), ' reactivated ', named(entry.entity_name)],
  user_password_reset: (entry) => [who(entry), ' set a new password for ', named(entry.entity_name)],
  leads_imported: (entry) => [
    who(entry),
    ` imported ${formatPlural(count(entry, 'created') + count(entry, 'updated'), 'lead')}`,
    ...(entry.entity_name ? [' from ', named(entry.entity_name)] : []),
    count(entry, 'failed') > 0 ? `, ${formatPlural(count(entry, 'failed'), 'row')} refused` : '',
  ],
  leads_exported: (entry) => [who(entry), ` exported ${formatPlural(count(entry, 'rows'), 'lead')}`],
  audit_exported: (entry) => [
    who(entry),
    ` exported ${formatPlural(count(entry, 'rows'), 'entry', 'entries')} of this log`,
  ],
  scoring_draft_created: (entry) => [who(entry), ' began the draft ', named(entry.entity_name)],
  scoring_draft_saved: (entry) => [who(entry), ' changed the draft ', named(entry.entity_name)],
  scoring_draft_deleted: (entry) => [who(entry), ' threw the draft ', named(entry.entity_name), ' away'],
  scoring_draft_scheduled: (entry) => [who(entry), ' scheduled the draft ', named(entry.entity_name)],
  scoring_draft_unscheduled: (entry) => [
    who(entry),
    ' took the date of the draft ',
    named(entry.entity_name),
    ' back',
  ],
  scoring_published: (entry) => [who(entry), ' put ', named(entry.entity_name), ' in force'],
  scoring_rolled_back: (entry) => [who(entry), ' rolled the scoring back: ', named(entry.entity_name)],
  model_trained: (entry) => [who(entry), ' trained ', named(entry.entity_name)],
  model_published: (entry) => [who(entry), ' put ', named(entry.entity_name), ' in force'],
  model_retired: (entry) => [who(entry), ' took ', named(entry.entity_name), ' out of the score'],
  learning_settings_changed: (entry) => [who(entry), ' changed how the scoring learns'],
  verdict_given: (entry) => [who(entry), ' gave a verdict on the score of ', named(entry.entity_name)],
  verdict_withdrawn: (entry) => [who(entry), ' took a verdict on ', named(entry.entity_name), ' back'],
  verdict_reviewed: (entry) => [who(entry), ' reviewed a verdict on ', named(entry.entity_name)],
  score_overridden: (entry) => [who(entry), ' answers for another score of ', named(entry.entity_name)],
  override_ended: (entry) => [who(entry), ' took the override of ', named(entry.entity_name), ' back'],
  job_cancelled: (entry) => [who(entry), ' stopped the job ', named(entry.entity_name)],
}

function who({ actor, user_agent, ip }: AuditLog): Part {
  if (actor) return { name: actor.full_name }
  return ip === null && user_agent ? { name: `Script ${user_agent}` } : 'Somebody who is not signed in'
}

function named(name: Value): Part {
  return { name: String(name ?? 'unknown') }
}

/** One field with its values, or the first and how many more. */
function changeOf({ entity_name, before, after }: AuditLog): Part[] {
  const [first = '', ...others] = Object.keys(before ?? {})
  const more = others.length > 0 ? ` and ${formatPlural(others.length, 'more field')}` : ''
  const field = fieldWord(first)
  const start = ` changed ${/^[A-Z][a-z]/.test(field) ? field.toLowerCase() : field}${more} of `
  if (others.length > 0) return [start, named(entity_name)]
  return [
    start,
    named(entity_name),
    `: ${valueWord(first, before?.[first])} → ${valueWord(first, after?.[first])}`,
  ]
}

function count(entry: AuditLog, field: string): number {
  const value = entry.after?.[field]
  return typeof value === 'number' ? value : 0
}

/** Of a flood of refusals only some are entries; each knows which one it was. */
function whichOne(entry: AuditLog): string {
  const number = count(entry, 'count')
  return number > 1 ? ` · number ${number} within a minute` : ''
}

function roleOf({ after }: AuditLog): string {
  return after?.role ? ` (${valueWord('role', after.role)})` : ''
}
