import { pino } from 'pino'
import { expect, it } from 'vitest'
import { testApi } from '../../test/test-api.ts'
import type { Context } from '../context.ts'
import { forgetActiveModel } from '../scoring/active-model.ts'
import { setLeadStatus } from './set-lead-status.ts'

it('closes more leads at once than there are connections, when nobody knows the version in force', async () => {
  const api = await testApi()
  const { id, role } = await api.build.user('mona', 'manager')
  const leads = await Promise.all(Array.from({ length: 40 }, () => api.build.lead()))
  const ctx: Context = {
    db: api.db,
    actor: { id, role, sessionId: '0198f000-0000-7000-8000-000000000000' },
    now: new Date(),
    log: pino({ level: 'silent' }),
    origin: { ip: null, userAgent: null, requestId: null },
  }
  forgetActiveModel(api.db)
  const closed = await Promise.all(leads.map((lead) => setLeadStatus(ctx, lead.id, { status: 'won' })))
  expect(new Set(closed.map(({ status }) => status))).toEqual(new Set(['won']))
  const { rows } = await api.db.pool.query('select count(*)::int as outcomes from lead_outcomes')
  expect(rows).toEqual([{ outcomes: 40 }])
})
