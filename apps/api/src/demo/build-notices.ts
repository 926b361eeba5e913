import { dayMs, hourMs } from './demo-clock.ts'
import type { DemoLead, DemoNotification, DemoScoreChange } from './demo-rows.ts'
import type { LeadDraft } from './invent-lead.ts'
import type { Team } from './invent-users.ts'
import type { Random } from './random.ts'

type Notice = Omit<DemoNotification, 'readAt'>
export type Told = { lead: DemoLead; draft: LeadDraft; changes: DemoScoreChange[] }

const rememberedDays = 45
const unreadDays = 4
/** A manager hears of every hot lead, and reads daily. */
const unreadDaysOfManager = 1

/** What the bell holds: the last weeks, with the newest still unread. */
export function buildNotices(
  random: Random,
  told: readonly Told[],
  team: Team,
  now: number,
): DemoNotification[] {
  return told
    .flatMap((each) => [...chargeNotices(each, team), ...hotNotices(each, team), ...noteNotices(each, team)])
    .filter(({ at }) => at > now - rememberedDays * dayMs && at < now)
    .sort((one, other) => one.at - other.at)
    .map((notice) => {
      const days = notice.userId === team.manager.id ? unreadDaysOfManager : unreadDays
      const isUnread = notice.at > now - days * dayMs && random.chance(0.75)
      const readAt = Math.floor(notice.at + random.between(0.1, 20) * hourMs)
      return { ...notice, readAt: isUnread ? null : Math.min(readAt, now) }
    })
}

function about({ id }: DemoLead) {
  return { link: `/leads/${id}`, leadId: id }
}

function chargeNotices({ lead, draft }: Told, team: Team): Notice[] {
  const { name, company } = lead.profile
  const described = company ? `${name} (${company})` : name
  return draft.charge.assignments.map(
    ({ userId, assignedById, isPrimary, previousId, assignedAt }): Notice => {
      const giver = team.all.find((user) => user.id === assignedById)?.fullName ?? 'A manager'
      if (previousId) {
        const message = `${described} was handed to you by ${giver}`
        return {
          userId,
          type: 'lead_transferred',
          title: `Lead handed to you: ${name}`,
          message,
          ...about(lead),
          at: assignedAt,
        }
      }
      const title = isPrimary ? `New lead: ${name}` : `You help with ${name}`
      return {
        userId,
        type: 'lead_assigned',
        title,
        message: `${giver} assigned you ${described}`,
        ...about(lead),
        at: assignedAt,
      }
    },
  )
}

/** Each crossing into hot tells the one in charge and the manager. */
function hotNotices({ lead, draft, changes }: Told, team: Team): Notice[] {
  const crossings = changes.filter(
    ({ old, score }) => score.classification === 'hot' && old !== null && old.classification !== 'hot',
  )
  return crossings.flatMap(({ at, score }) => {
    const owner = draft.charge.ownerAt(at)
    const message = `${lead.profile.name} reached ${score.total} points`
    return [team.manager, ...(owner ? [owner] : [])].map(
      ({ id }): Notice => ({
        userId: id,
        type: 'lead_hot',
        title: `${lead.profile.name} is hot`,
        message,
        ...about(lead),
        at,
      }),
    )
  })
}

function noteNotices({ lead, draft }: Told, team: Team): Notice[] {
  return draft.notes.flatMap(({ authorId, content, at }): Notice[] => {
    const owner = draft.charge.ownerAt(at)
    if (!owner || owner.id === authorId) return []
    const author = team.all.find((user) => user.id === authorId)?.fullName ?? ''
    const title = `New note on ${lead.profile.name}`
    return [
      { userId: owner.id, type: 'note_added', title, message: `${author}: ${content}`, ...about(lead), at },
    ]
  })
}
