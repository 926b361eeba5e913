import { dayMs, hourMs } from './demo-clock.ts'
import type { DemoAssignment, DemoUser } from './demo-rows.ts'
import type { Story } from './invent-story.ts'
import type { Team } from './invent-users.ts'
import type { Random } from './random.ts'

export type Charge = {
  assignments: DemoAssignment[]
  /** Who is in charge at a moment. */
  ownerAt(at: number): DemoUser | null
  owner: DemoUser | null
}

const handovers = [
  'Speaks the language',
  'Takes over the region',
  'Knows the company',
  null,
  'Holiday cover',
  null,
]

type Maker = { random: Random; team: Team; newId: (at: number) => string }

/** Who worked on a lead: assigned within a day, sometimes handed on, completed with the close. */
export function inventCharge({ random, team, newId }: Maker, leadId: string, story: Story): Charge {
  if (!story.isAssigned) return { assignments: [], ownerAt: () => null, owner: null }
  const firstStep = story.steps[0]?.at ?? story.endsAt
  const assignedAt = Math.floor(
    Math.min(story.createdAt + random.between(0.2, 20) * hourMs, firstStep - 60_000),
  )
  const isClosed = story.course === 'won' || story.course === 'lost'
  const [rep, successor] = twoReps(random, team)
  const first: DemoAssignment = {
    id: newId(assignedAt),
    leadId,
    userId: rep.id,
    assignedById: random.chance(0.9) ? team.manager.id : team.admin.id,
    status: isClosed ? 'completed' : 'active',
    isPrimary: true,
    notes: random.chance(0.15)
      ? random.pick(['Please call this week', 'Big one, take care', 'Knows our product'])
      : null,
    previousId: null,
    assignedAt,
    endedAt: isClosed ? story.endsAt : null,
  }
  const span = story.endsAt - assignedAt
  if (span > 12 * dayMs && random.chance(0.16)) {
    const at = Math.floor(assignedAt + span * random.between(0.2, 0.7))
    const next = {
      ...first,
      id: newId(at),
      userId: successor.id,
      previousId: first.id,
      assignedAt: at,
      notes: random.pick(handovers),
    }
    const ended: DemoAssignment = { ...first, status: 'transferred', endedAt: at }
    return { assignments: [ended, next], ownerAt: (when) => (when < at ? rep : successor), owner: successor }
  }
  return { assignments: [first, ...helperOf({ random, team, newId }, first)], ownerAt: () => rep, owner: rep }
}

/** The first reps, whom visitors sign in as, have somewhat more to do. */
function twoReps(random: Random, { reps }: Team): [DemoUser, DemoUser] {
  const rep = random.chance(0.12) ? random.pick(reps.slice(0, 2)) : random.pick(reps)
  return [rep, random.pick(reps.filter(({ id }) => id !== rep.id))]
}

/** A colleague who helps with a lead that is worth it. */
function helperOf({ random, team, newId }: Maker, first: DemoAssignment): DemoAssignment[] {
  if (first.status !== 'active' || !random.chance(0.04)) return []
  const helper = random.pick(team.reps.filter(({ id }) => id !== first.userId))
  const assignedAt = first.assignedAt + 60_000
  return [
    {
      ...first,
      id: newId(assignedAt),
      userId: helper.id,
      isPrimary: false,
      notes: 'Helps with the demo',
      assignedAt,
    },
  ]
}
