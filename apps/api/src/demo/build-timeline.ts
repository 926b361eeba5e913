import type { DemoActivity } from './demo-rows.ts'
import type { LeadDraft } from './invent-lead.ts'
import type { Team } from './invent-users.ts'

type Entry = Omit<DemoActivity, 'id' | 'leadId' | 'points'>

const byOwner: ReadonlySet<string> = new Set(['call', 'meeting', 'whatsapp', 'email_reply'])

/** Everything in a lead's timeline, oldest first: what it did, and what the product wrote about it. */
export function buildTimeline(draft: LeadDraft, team: Team): Entry[] {
  const deeds = draft.deeds.map(({ type, at, description }) => ({
    type,
    at,
    description,
    userId: byOwner.has(type) ? (draft.charge.ownerAt(at)?.id ?? null) : null,
  }))
  return [...productEntries(draft, team), ...deeds].sort((one, other) => one.at - other.at)
}

/** The entries that the product writes itself, in its own words. */
export function productEntries(draft: LeadDraft, team: Team): Entry[] {
  const { story, charge, notes, createdById } = draft
  const steps = story.steps.map(({ status, at }, index) => ({
    type: 'status_change',
    at,
    description: `${story.steps[index - 1]?.status ?? 'new'} → ${status}`,
    userId: (charge.ownerAt(at) ?? team.manager).id,
  }))
  const written = notes.map(({ at, authorId }) => ({
    type: 'note',
    at,
    description: null,
    userId: authorId,
  }))
  const created = { type: 'lead_created', at: story.createdAt, description: null, userId: createdById }
  return [created, ...assignmentEntries(draft, team), ...steps, ...written]
}

function assignmentEntries({ charge }: LeadDraft, team: Team): Entry[] {
  const nameOf = (id: string) => team.all.find((user) => user.id === id)?.fullName ?? ''
  const byId = new Map(charge.assignments.map((each) => [each.id, each]))
  return charge.assignments.map(({ previousId, isPrimary, userId, assignedById, assignedAt }) => {
    const previous = previousId ? byId.get(previousId) : undefined
    return {
      type: previous ? 'lead_transferred' : 'lead_assigned',
      at: assignedAt,
      description: previous
        ? `Handed from ${nameOf(previous.userId)} to ${nameOf(userId)}`
        : `${isPrimary ? 'Assigned to' : 'Helped by'} ${nameOf(userId)}`,
      userId: assignedById,
    }
  })
}
