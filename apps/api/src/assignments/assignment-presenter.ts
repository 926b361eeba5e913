import type { Assignment, MyLead, TeamMember } from '@leadglass/contracts/assignments.ts'
import type { LeadItem } from '@leadglass/contracts/leads.ts'
import type { AssignmentRow } from './assignment-repository.ts'
import type { MyLeadRow } from './my-lead-repository.ts'
import type { TeamRow } from './team-repository.ts'
import type { UnassignedLeadRow } from './unassigned-lead-repository.ts'

export function presentAssignment(row: AssignmentRow): Assignment {
  const { user_id, user_name, assigned_by_id, assigned_by_name, ...assignment } = row
  return {
    ...assignment,
    user: { id: user_id, full_name: user_name },
    assigned_by:
      assigned_by_id && assigned_by_name ? { id: assigned_by_id, full_name: assigned_by_name } : null,
  }
}

export function presentMyLead({ id: _, ...row }: MyLeadRow): MyLead {
  return row
}

export function presentUnassignedLead(row: UnassignedLeadRow): LeadItem {
  return { ...row, owner: null }
}

export function presentTeamMember(row: TeamRow): TeamMember {
  const { id, full_name, username, is_active, ...load } = row
  return { user: { id, full_name, username, is_active }, ...load }
}
