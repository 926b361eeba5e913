import type { TestLead, TestUser } from './factories.ts'
import type { TestApi } from './test-api.ts'

type Parts = {
  score?: number
  phone?: string
  /** Ages in hours. */
  assigned?: number
  signal?: [type: string, hours: number]
  touch?: number
  status?: string
}

/** Leads in a rep's hands whose past is told in hours before now. */
export function queueWorld(api: TestApi) {
  const change = (text: string, values: unknown[]) => api.db.pool.query(text, values)
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  return {
    ago,
    async lead(rep: TestUser, name: string, parts: Parts = {}): Promise<TestLead> {
      const { score = 50, status = 'contacted', assigned = 240 } = parts
      const lead = await api.build.lead({ name, score, status })
      const { id } = await api.build.assignment(lead, rep)
      await change('update assignments set assigned_at = $2 where id = $1', [id, ago(assigned)])
      if (parts.touch !== undefined) {
        await change('update leads set last_touch_at = $2 where id = $1', [lead.id, ago(parts.touch)])
      }
      if (parts.signal) {
        const [type, hours] = parts.signal
        const at = ago(hours)
        await change('insert into activities (lead_id, activity_type, occurred_at) values ($1, $2, $3)', [
          lead.id,
          type,
          at,
        ])
        await change('update leads set last_signal_at = $2 where id = $1', [lead.id, at])
      }
      return lead
    },
    mark(rep: TestUser, lead: TestLead, column: 'done_at' | 'snoozed_until' | 'follow_up_at', hours: number) {
      return change(
        `insert into work_marks (user_id, lead_id, ${column}) values ($1, $2, $3)
         on conflict (user_id, lead_id) do update set ${column} = excluded.${column}`,
        [rep.id, lead.id, ago(hours)],
      )
    },
    async markOf(rep: TestUser, lead: TestLead) {
      const { rows } = await change(
        'select done_at, snoozed_until, follow_up_at from work_marks where user_id = $1 and lead_id = $2',
        [rep.id, lead.id],
      )
      return (rows[0] ?? null) as Record<'done_at' | 'snoozed_until' | 'follow_up_at', Date | null> | null
    },
  }
}
