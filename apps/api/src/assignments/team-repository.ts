import type { TeamMember } from '@leadglass/contracts/assignments.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

export type TeamRow = Omit<TeamMember, 'user'> & TeamMember['user']

// Counted in one pass over `assignments (user_id, status, lead_id)`, joined to the class of each active lead.
const team = statement<TeamRow>(
  'list_team',
  `with loads as (
     select a.user_id, a.status, l.classification, count(*)::int as leads
       from assignments a left join leads l on l.id = a.lead_id and a.status = 'active'
      where a.status in ('active', 'completed')
      group by 1, 2, 3
   )
   select u.id, u.full_name, u.username, u.is_active,
          coalesce(sum(leads) filter (where status = 'active'), 0)::int as active,
          coalesce(sum(leads) filter (where classification = 'hot'), 0)::int as hot,
          coalesce(sum(leads) filter (where classification = 'warm'), 0)::int as warm,
          coalesce(sum(leads) filter (where classification = 'cold'), 0)::int as cold,
          coalesce(sum(leads) filter (where status = 'completed'), 0)::int as completed
     from users u left join loads on loads.user_id = u.id
    where u.role = 'sales_rep'
    group by u.id order by u.is_active desc, u.full_name, u.id`,
)

export function listTeamLoads(db: Db): Promise<TeamRow[]> {
  return db.sql(team)
}
