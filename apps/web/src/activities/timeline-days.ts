import type { Activity } from '@leadglass/contracts/leads.ts'
import { formatDay } from '../lib/format-date.ts'

export type TimelineDay = { heading: string; activities: Activity[] }

/** Activities, newest first, under the days of the reader's time zone. */
export function timelineDays(activities: readonly Activity[], now: Date): TimelineDay[] {
  const days: TimelineDay[] = []
  for (const activity of activities) {
    const heading = dayHeading(activity.occurred_at, now)
    const last = days.at(-1)
    if (last?.heading === heading) last.activities.push(activity)
    else days.push({ heading, activities: [activity] })
  }
  return days
}

function dayHeading(at: string, now: Date): string {
  const day = formatDay(at)
  if (day === formatDay(now.toISOString())) return 'Today'
  const yesterday = new Date(now)
  yesterday.setDate(now.getDate() - 1)
  return day === formatDay(yesterday.toISOString()) ? 'Yesterday' : day
}
