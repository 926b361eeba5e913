import type { Assignment } from '@leadglass/contracts/assignments.ts'
import type { Db } from '../db/db.ts'
import { isUniqueViolation } from '../db/db-errors.ts'
import { statement } from '../db/sql.ts'

export type AssignmentRow = Omit<Assignment, 'user' | 'assigned_by'> & {
  user_id: string
  user_name: string
  assigned_by_id: string | null
  assigned_by_name: string | null
}

const selection = `select a.id, a.lead_id, l.name as lead_name, a.user_id, u.full_name as user_name,
         a.assigned_by_id, b.full_name as assigned_by_name, a.status, a.is_primary, a.notes, a.assigned_at,
         a.ended_at
    from assignments a
    join leads l on l.id = a.lead_id
    join users u on u.id = a.user_id
    left join users b on b.id = a.assigned_by_id`

const byId = statement<AssignmentRow>('find_assignment', `${selection} where a.id = $1`)

export async function findAssignment(db: Db, id: string): Promise<AssignmentRow | null> {
  const [row] = await db.sql(byId, [id])
  return row ?? null
}

// The lead first, as everywhere: two transactions that lock in one order never wait for each other.
const byIdForUpdate = statement<AssignmentRow>(
  'find_assignment_for_update',
  `${selection} where a.id = $1 for no key update of l, a`,
)

/** Locks the assignment and its lead until the transaction ends. */
export async function findAssignmentForUpdate(db: Db, id: string): Promise<AssignmentRow | null> {
  const [row] = await db.sql(byIdForUpdate, [id])
  return row ?? null
}

const ofLead = statement<AssignmentRow>(
  'list_lead_assignments',
  `${selection} where a.lead_id = $1 order by a.assigned_at desc, a.id desc limit 500`,
)

/** The last 500, newest first, over `(lead_id, assigned_at desc, id desc)`. */
export function listAssignmentsOfLead(db: Db, leadId: string): Promise<AssignmentRow[]> {
  return db.sql(ofLead, [leadId])
}

type ActiveAssignment = { id: string; user_id: string; is_primary: boolean; user_name: string }

const activeOfLead = statement<ActiveAssignment>(
  'list_active_assignments',
  `select a.id, a.user_id, a.is_primary, u.full_name as user_name
     from assignments a join users u on u.id = a.user_id
    where a.lead_id = $1 and a.status = 'active'`,
)

export function listActiveAssignments(db: Db, leadId: string): Promise<ActiveAssignment[]> {
  return db.sql(activeOfLead, [leadId])
}

export type NewAssignment = {
  leadId: string
  userId: string
  assignedById: string
  isPrimary: boolean
  notes: string | null
  /** The assignment that this one takes over from. */
  previousId: string | null
  at: Date
}

const insert = statement<{ id: string }>(
  'insert_assignment',
  `with owned as (
     update leads set owner_id = $2, version = version + 1 where id = $1 and $4 and owner_id is distinct from $2
   )
   insert into assignments (lead_id, user_id, assigned_by_id, is_primary, notes, previous_id, assigned_at)
   values ($1, $2, $3, $4, $5, $6, $7) returning id`,
)

/** Adds an active assignment; a primary one makes its rep the owner of the lead. Null when one is in its way. */
export async function insertAssignment(db: Db, added: NewAssignment): Promise<string | null> {
  const { leadId, userId, assignedById, isPrimary, notes, previousId, at } = added
  try {
    const [row] = await db.sql(insert, [leadId, userId, assignedById, isPrimary, notes, previousId, at])
    return row?.id ?? null
  } catch (error) {
    if (isUniqueViolation(error, 'assignments_one_active_primary_key')) return null
    if (isUniqueViolation(error, 'assignments_one_active_per_user_key')) return null
    throw error
  }
}

const end = statement<never>(
  'set_assignment_ended',
  `update assignments set status = $2::assignment_status, ended_at = $3 where id = $1`,
)

export type EndedStatus = 'completed' | 'transferred' | 'unassigned'

export async function setAssignmentEnded(db: Db, id: string, status: EndedStatus, at: Date): Promise<void> {
  await db.sql(end, [id, status, at])
}

const clearOwner = statement<never>(
  'set_lead_without_owner',
  'update leads set owner_id = null, version = version + 1 where id = $1 and owner_id = $2',
)

/** Takes the lead from its owner, if that is still the one named. */
export async function setLeadWithoutOwner(db: Db, leadId: string, ownerId: string): Promise<void> {
  await db.sql(clearOwner, [leadId, ownerId])
}
