import type { VisibleLead } from '../leads/find-visible-lead.ts'
import type { NewNotification } from '../notifications/notify.ts'
import type { AssignmentRow } from './assignment-repository.ts'

/** Who handed the lead over, in words. */
function giver(row: AssignmentRow): string {
  return row.assigned_by_name ?? 'A manager'
}

/** "Ada Berg (Acme), score 85 (hot)", and what the manager wrote. */
function describe(lead: VisibleLead, notes: string | null): string {
  const company = lead.company ? ` (${lead.company})` : ''
  return `${lead.name}${company}, score ${lead.current_score} (${lead.classification})${notes ? `. ${notes}` : ''}`
}

function about(lead: { id: string }) {
  return { link: `/leads/${lead.id}`, leadId: lead.id }
}

export function assignedNotice(lead: VisibleLead, assignment: AssignmentRow): NewNotification {
  return {
    userId: assignment.user_id,
    type: 'lead_assigned',
    title: assignment.is_primary ? `New lead: ${lead.name}` : `You help with ${lead.name}`,
    message: `${giver(assignment)} assigned you ${describe(lead, assignment.notes)}`,
    ...about(lead),
  }
}

export function receivedNotice(lead: VisibleLead, next: AssignmentRow): NewNotification {
  return {
    userId: next.user_id,
    type: 'lead_transferred',
    title: `Lead handed to you: ${lead.name}`,
    message: `${describe(lead, null)} was handed to you by ${giver(next)}${next.notes ? `. ${next.notes}` : ''}`,
    ...about(lead),
  }
}

/** For the one whose lead went to somebody else. */
export function handedOnNotice(lead: VisibleLead, userId: string, next: AssignmentRow): NewNotification {
  return {
    userId,
    type: 'lead_transferred',
    title: `Lead handed on: ${lead.name}`,
    message: `${giver(next)} handed ${lead.name} to ${next.user_name}`,
    link: null,
    leadId: lead.id,
  }
}

export function unassignedNotice(assignment: AssignmentRow): NewNotification {
  return {
    userId: assignment.user_id,
    type: 'lead_unassigned',
    title: `Lead taken back: ${assignment.lead_name}`,
    message: `${assignment.lead_name} is no longer assigned to you`,
    link: null,
    leadId: assignment.lead_id,
  }
}

/** For the manager who gave the lead and for the rep, without the one who completes it. */
export function completedNotices(assignment: AssignmentRow, actorId: string): NewNotification[] {
  const told = new Set([assignment.assigned_by_id, assignment.user_id])
  return [...told]
    .filter((userId) => userId !== null && userId !== actorId)
    .map((userId) => ({
      userId: userId as string,
      type: 'lead_completed',
      title: `Work completed: ${assignment.lead_name}`,
      message: `${assignment.user_name}'s work on ${assignment.lead_name} is completed`,
      ...about({ id: assignment.lead_id }),
    }))
}
