import { type AuditLog, auditActions } from '@leadglass/contracts/audit.ts'
import { describe, expect, it } from 'vitest'
import { sentenceOf } from './audit-sentence.ts'

const marta = { id: '00000000-0000-7000-8000-000000000002', full_name: 'Marta Kowalczyk' }

const entry: AuditLog = {
  id: '00000000-0000-7000-8000-0000000000a1',
  created_at: '2026-11-22T09:00:00.000Z',
  action: 'lead_updated',
  actor: marta,
  entity_type: 'lead',
  entity_id: '00000000-0000-7000-8000-0000000000b1',
  entity_name: 'Acme GmbH',
  before: null,
  after: null,
  ip: '203.0.113.7',
  user_agent: 'a browser',
  request_id: 'request-1',
}

const say = (parts: Partial<AuditLog>) =>
  sentenceOf({ ...entry, ...parts })
    .map((part) => (typeof part === 'string' ? part : part.name))
    .join('')

describe('the sentence of an entry', () => {
  it.each(auditActions)('exists for %s, whatever else it holds', (action) => {
    expect(say({ action, actor: null, entity_name: null })).toMatch(/^[A-Z].{8,}/)
  })

  it.each<[Partial<AuditLog>, string]>([
    [
      { before: { status: 'new' }, after: { status: 'contacted', reason: 'called' } },
      'Marta Kowalczyk changed status of Acme GmbH: new → contacted',
    ],
    [
      { before: { company_size: null }, after: { company_size: 50 } },
      'Marta Kowalczyk changed company size of Acme GmbH: — → 50',
    ],
    [
      { before: { title: 'a', phone: null, email: 'b' }, after: { title: 'c', phone: '1', email: 'd' } },
      'Marta Kowalczyk changed title and 2 more fields of Acme GmbH',
    ],
    [
      {
        action: 'user_role_changed',
        entity_name: 'Ines',
        before: { role: 'sales_rep' },
        after: { role: 'admin' },
      },
      'Marta Kowalczyk changed role of Ines: Sales rep → Administrator',
    ],
    [
      { action: 'lead_transferred', before: { rep: 'Rosa' }, after: { rep: 'Omar' } },
      'Marta Kowalczyk handed Acme GmbH from Rosa to Omar',
    ],
    [
      { action: 'lead_assigned', after: { rep: 'Rosa', is_primary: false } },
      'Marta Kowalczyk asked Rosa to help with Acme GmbH',
    ],
    [
      {
        action: 'login_failed',
        actor: null,
        entity_name: 'root',
        after: { reason: 'unknown_user', count: 40 },
      },
      'Refused sign-in as root: no such user · number 40 within a minute',
    ],
    [
      { action: 'user_created', actor: null, entity_name: 'Alex', ip: null, user_agent: 'seed:users' },
      'Script seed:users created the user Alex',
    ],
    [
      {
        action: 'leads_imported',
        entity_name: 'fair.csv',
        after: { rows: 41, created: 40, updated: 0, skipped: 0, failed: 1 },
      },
      'Marta Kowalczyk imported 40 leads from fair.csv, 1 row refused',
    ],
  ])('says of %j: %s', (parts, sentence) => {
    expect(say(parts)).toBe(sentence)
  })
})
