import type { MyLead } from '@leadglass/contracts/assignments.ts'
import type { Session, SignInOptions, User } from '@leadglass/contracts/auth.ts'
import type { LeadItem } from '@leadglass/contracts/leads.ts'
import type { Notification } from '@leadglass/contracts/notifications.ts'
import type { Page } from '@leadglass/contracts/paging.ts'

export const rosa: User = {
  id: '00000000-0000-7000-8000-000000000001',
  email: 'rosa@leadglass.test',
  username: 'rep1',
  full_name: 'Rosa Delgado',
  role: 'sales_rep',
  is_active: true,
  email_alerts: true,
  last_login_at: null,
  created_at: '2026-01-05T09:00:00.000Z',
  updated_at: '2026-01-05T09:00:00.000Z',
}

export const marta: User = {
  ...rosa,
  id: '00000000-0000-7000-8000-000000000002',
  email: 'marta@leadglass.test',
  username: 'manager',
  full_name: 'Marta Kowalczyk',
  role: 'manager',
}

export function sessionOf(user: User, tokens = '1'): Session {
  return {
    access_token: `access-${tokens}`,
    token_type: 'bearer',
    expires_in: 900,
    refresh_token: `refresh-${tokens}`,
    accessToken: `access-${tokens}`,
    refreshToken: `refresh-${tokens}`,
    user,
  }
}

export const signInOptions: SignInOptions = {
  registration_open: true,
  support_email: null,
  demo_users: [
    { username: 'rep1', full_name: 'Rosa Delgado', role: 'sales_rep', password: 'leadglass-demo' },
    { username: 'manager', full_name: 'Marta Kowalczyk', role: 'manager', password: 'leadglass-demo' },
  ],
}

export function pageOf<Item>(items: Item[], parts: Partial<Page<Item>> = {}): Page<Item> {
  return {
    items,
    next_cursor: null,
    total: items.length,
    total_capped: false,
    page: 1,
    per_page: 50,
    total_pages: 1,
    ...parts,
  }
}

export const acme: LeadItem = {
  id: '00000000-0000-7000-8000-0000000000a1',
  name: 'Ines Fischer',
  email: 'ines@acme.test',
  phone: '+49 30 1234567',
  company: 'Acme Motors',
  title: 'Buyer',
  country: 'Germany',
  location: null,
  source: 'website',
  status: 'contacted',
  estimated_value: 48_000,
  current_score: 83,
  classification: 'hot',
  owner: { id: rosa.id, full_name: rosa.full_name },
  last_activity_at: '2026-11-20T10:00:00.000Z',
  created_at: '2026-10-01T10:00:00.000Z',
}

export const acmeOfRosa: MyLead = {
  assignment_id: '00000000-0000-7000-8000-0000000000b1',
  lead_id: acme.id,
  lead_name: acme.name,
  lead_email: acme.email,
  lead_phone: acme.phone,
  lead_company: acme.company,
  lead_title: acme.title,
  lead_status: acme.status,
  lead_score: acme.current_score,
  classification: acme.classification,
  estimated_value: acme.estimated_value,
  status: 'active',
  is_primary: true,
  notes: null,
  assigned_at: '2026-11-01T10:00:00.000Z',
  ended_at: null,
  last_activity_at: acme.last_activity_at,
}

export const acmeAssigned: Notification = {
  id: '00000000-0000-7000-8000-0000000000c1',
  seq: 7,
  notification_type: 'lead_assigned',
  title: 'Lead assigned to you',
  message: 'Marta Kowalczyk assigned Ines Fischer to you',
  link: `/leads/${acme.id}`,
  lead_id: acme.id,
  is_read: false,
  read_at: null,
  created_at: '2026-11-20T10:00:00.000Z',
}
