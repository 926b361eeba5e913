import { dayMs, hourMs, startOfDay } from './demo-clock.ts'
import type { DemoActivity } from './demo-rows.ts'
import type { DemoVersions } from './demo-versions.ts'
import type { LeadDraft } from './invent-lead.ts'
import { type LeadEvent, listEvents } from './lead-events.ts'
import { beginLife, type LeadRecords } from './lead-life.ts'

/** Nights between two looks at a lead that does nothing. */
const decayEveryDays = 30

/**
 * Lives through a lead's time with the engine and the rules of each day: activities are given the points they brought,
 * a history row stands for each change, and what faded in between was seen by the nightly job. No two scores of a lead
 * share a moment, so that what was known at each can be told.
 */
export function replayScores(
  versions: DemoVersions,
  draft: LeadDraft,
  activities: readonly DemoActivity[],
  now: number,
): LeadRecords {
  const counted = new Set(versions.flatMap(({ model }) => model.activityLimits.map((each) => each.activity)))
  const life = beginLife(versions, draft)
  let seen = draft.story.createdAt
  for (const event of listEvents(draft, activities, versions)) {
    if (event.kind === 'activity' && !counted.has(event.activity.type)) continue
    for (const night of nightsBetween(seen, event.at)) life.look(night, 'decay')
    seen = Math.max(event.at, seen + 1)
    happen(life, event, seen)
  }
  for (const night of nightsBetween(seen, now)) life.look(night, 'decay')
  life.look(now, 'decay')
  return life.records()
}

function happen(life: ReturnType<typeof beginLife>, event: LeadEvent, at: number): void {
  if (event.kind === 'activity') life.act(at, event.activity)
  else if (event.kind === 'edit') life.replace(at, { profile: event.profile })
  else if (event.kind === 'version') life.look(at, 'model')
  else {
    const { status } = event
    if (status === 'won' || status === 'lost') life.close(at, event.at, status === 'won')
    life.replace(at, { status })
  }
}

/** Every thirtieth night of a silence, and the last one before it ends, at two o'clock. */
function nightsBetween(from: number, to: number): number[] {
  const nights: number[] = []
  for (
    let at = startOfDay(from) + decayEveryDays * dayMs + 2 * hourMs;
    at < to - dayMs;
    at += decayEveryDays * dayMs
  ) {
    nights.push(at)
  }
  const last = startOfDay(to) + 2 * hourMs
  if (last > from && last < to) nights.push(last)
  return nights
}
