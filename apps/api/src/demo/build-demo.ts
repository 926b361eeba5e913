import { uuidV7 } from '../db/uuid-v7.ts'
import { buildNotices } from './build-notices.ts'
import { buildTimeline, productEntries } from './build-timeline.ts'
import { startOfDay } from './demo-clock.ts'
import type { DemoActivity, DemoData, DemoLead } from './demo-rows.ts'
import type { DemoVersions } from './demo-versions.ts'
import { type Deed, inventOldOpen } from './invent-behaviour.ts'
import { inventCompanies } from './invent-companies.ts'
import { inventLead, type LeadDraft, stageOf, type World } from './invent-lead.ts'
import { inventOverrides } from './invent-overrides.ts'
import { inventTeam } from './invent-users.ts'
import { inventVerdicts } from './invent-verdicts.ts'
import { inventWorkMarks } from './invent-work-marks.ts'
import { judgeClosed } from './judge-closed.ts'
import type { LeadRecords } from './lead-life.ts'
import { createRandom } from './random.ts'
import { replayScores } from './replay-scores.ts'

const leadCount = 2_000
const activityCount = 30_000
const companyCount = 640

export type DemoOptions = { seed: number; now: Date }

/** The whole demo company as rows: the same for the same seed, day and rules. */
export function buildDemo(versions: DemoVersions, options: DemoOptions): DemoData {
  const world = createWorld(options)
  const drafts = Array.from({ length: leadCount }, () => inventLead(world))
  fitActivityCount(world, drafts)
  const told = drafts.map((draft) => liveThrough(world, versions, draft))
  const { random, team, now } = world
  return {
    users: team.all,
    leads: told.map(({ lead }) => lead),
    activities: told.flatMap(({ activities }) => activities),
    scoreChanges: told.flatMap(({ changes }) => changes),
    profileVersions: told.flatMap(({ profileVersions }) => profileVersions),
    outcomes: told.flatMap(({ outcome }) => outcome ?? []),
    judgements: versions.flatMap((version) =>
      told.flatMap(({ outcome, ...life }) => (outcome ? judgeClosed(version, { ...life, outcome }) : [])),
    ),
    assignments: drafts.flatMap(({ charge }) => charge.assignments),
    notes: drafts.flatMap(({ notes }) => notes),
    notifications: buildNotices(random, told, team, now),
    verdicts: inventVerdicts(random, told, team, now),
    overrides: inventOverrides(told, team, now),
    workMarks: inventWorkMarks(told, team, now),
  }
}

function createWorld({ seed, now }: DemoOptions): World {
  const random = createRandom(seed)
  const today = startOfDay(now.getTime())
  let sequence = 0
  return {
    random,
    now: today,
    team: inventTeam(random, today),
    companies: inventCompanies(random, companyCount),
    taken: { emails: new Set(), phones: new Set() },
    newId: (at) => uuidV7(at, sequence++, Math.floor(random.next() * 2 ** 42)),
  }
}

/** Adds old mail openings, or takes openings away, until the demo has its round number of activities. */
function fitActivityCount({ random, team }: World, drafts: readonly LeadDraft[]): void {
  const counts = drafts.map((draft) => draft.deeds.length + productEntries(draft, team).length)
  const missing = activityCount - counts.reduce((sum, count) => sum + count, 0)
  for (let left = missing; left > 0; left--) {
    const { deeds, story } = random.pick(drafts)
    deeds.push(inventOldOpen(random, story))
  }
  for (let left = missing; left < 0; left++) {
    const { deeds } = random.pick(drafts.filter((draft) => draft.deeds.some(isOpening)))
    deeds.splice(deeds.findIndex(isOpening), 1)
  }
}

function isOpening({ type }: Deed): boolean {
  return type === 'email_open'
}

function activitiesOf({ newId, team }: World, draft: LeadDraft): DemoActivity[] {
  return buildTimeline(draft, team).map((entry) => ({
    ...entry,
    id: newId(entry.at),
    leadId: draft.id,
    points: 0,
  }))
}

function liveThrough(world: World, versions: DemoVersions, draft: LeadDraft) {
  const activities = activitiesOf(world, draft)
  const replay = replayScores(versions, draft, activities, world.now)
  return { draft, activities, ...replay, lead: leadOf(draft, replay) }
}

function leadOf(draft: LeadDraft, { score, hotAlertedAt, profileVersions }: LeadRecords): DemoLead {
  const { status, ...stamps } = stageOf(draft)
  const { id, profile, story, charge, createdById } = draft
  return {
    id,
    profile,
    status,
    createdAt: story.createdAt,
    contactedAt: timeOf(stamps.contacted_at),
    qualifiedAt: timeOf(stamps.qualified_at),
    closedAt: timeOf(stamps.closed_at),
    ownerId: charge.owner?.id ?? null,
    createdById,
    lastActivityAt: draft.deeds.length > 0 ? Math.max(...draft.deeds.map(({ at }) => at)) : null,
    score,
    hotAlertedAt,
    version: 1 + profileVersions.length,
  }
}

function timeOf(moment: string | null): number | null {
  return moment === null ? null : Date.parse(moment)
}
