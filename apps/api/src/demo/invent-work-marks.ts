import { dayMs, hourMs } from './demo-clock.ts'
import type { DemoLead, DemoUser, DemoWorkMark } from './demo-rows.ts'
import type { LeadDraft } from './invent-lead.ts'
import type { Team } from './invent-users.ts'

type Told = { lead: DemoLead; draft: LeadDraft }
type Decision = { place: number; doneDaysAgo: number; followUpInDays?: number; snoozedDays?: number }

/** What a rep decided about the leads at these places of their list: to come back today, late already, not now. */
const decisions: readonly Decision[] = [
  { place: 3, doneDaysAgo: 6, followUpInDays: 0.34 },
  { place: 7, doneDaysAgo: 3, followUpInDays: 0.42 },
  { place: 12, doneDaysAgo: 9, followUpInDays: 0.61 },
  { place: 10, doneDaysAgo: 8, followUpInDays: -1.6 },
  { place: 18, doneDaysAgo: 12, followUpInDays: -3.5 },
  { place: 5, doneDaysAgo: 1, snoozedDays: 1.36 },
  { place: 15, doneDaysAgo: 2, snoozedDays: 3.36 },
  { place: 9, doneDaysAgo: 2, followUpInDays: 2.4 },
  { place: 21, doneDaysAgo: 1, followUpInDays: 4.37 },
  { place: 14, doneDaysAgo: 1 },
  { place: 24, doneDaysAgo: 4 },
]

/** The diaries of the reps whom visitors sign in as. */
export function inventWorkMarks(told: readonly Told[], { reps }: Team, now: number): DemoWorkMark[] {
  return reps.slice(0, 2).flatMap((rep) => marksOf(rep, told, now))
}

function marksOf(rep: DemoUser, told: readonly Told[], now: number): DemoWorkMark[] {
  const own = told
    .filter(({ lead }) => lead.closedAt === null && lead.ownerId === rep.id)
    .sort((one, other) => other.lead.score.total - one.lead.score.total)
  return decisions.flatMap(({ place, doneDaysAgo, followUpInDays, snoozedDays }) => {
    const draft = own[place]?.draft
    const charge = draft?.charge.assignments.findLast(({ status }) => status === 'active')
    const at = now - doneDaysAgo * dayMs + 10.2 * hourMs + place * 60_000
    if (!draft || !charge || charge.assignedAt > at || at > now) return []
    return [
      {
        userId: rep.id,
        leadId: draft.id,
        doneAt: snoozedDays === undefined ? at : null,
        snoozedUntil: snoozedDays === undefined ? null : now + snoozedDays * dayMs,
        followUpAt: followUpInDays === undefined ? null : now + followUpInDays * dayMs,
        at,
      },
    ]
  })
}
