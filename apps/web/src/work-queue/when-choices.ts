import { formatDay } from '../lib/format-date.ts'

export type WhenChoice = { words: string; at: Date; hint: string }

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const weekday = new Intl.DateTimeFormat('en', { weekday: 'short' })
const longWeekday = new Intl.DateTimeFormat('en', { weekday: 'long' })

/** When a working day begins. */
const firstHour = 9

/** Moments to put a lead aside until, by the reader's clock. */
export function snoozeChoices(now: Date): WhenChoice[] {
  const later = new Date(now.getTime() + 3 * 3_600_000)
  const words = daysAhead(later, now) === 0 ? 'Later today' : 'In 3 hours'
  return [{ words, at: later, hint: clock.format(later) }, ...dayChoices(now)]
}

/** Days to come back to a lead. */
export function followUpChoices(now: Date): WhenChoice[] {
  return dayChoices(now)
}

function dayChoices(now: Date): WhenChoice[] {
  const untilMonday = (8 - now.getDay()) % 7 || 7
  const days = [
    { words: 'Tomorrow', ahead: 1 },
    untilMonday === 1 ? { words: 'Tuesday', ahead: 2 } : { words: 'Monday', ahead: untilMonday },
    { words: 'In a week', ahead: 7 + weekendAfter(now.getDay()) },
  ]
  return days
    .filter(({ ahead }, index) => days.findIndex((day) => day.ahead === ahead) === index)
    .map(({ words, ahead }) => {
      const at = morningOf(now, ahead)
      return { words, at, hint: `${weekday.format(at)} ${clock.format(at)}` }
    })
}

/** Days from a weekday to the next working day: a week from Sunday is a Monday. */
function weekendAfter(day: number): number {
  if (day === 6) return 2
  return day === 0 ? 1 : 0
}

/** The beginning of the working day so many days ahead. */
export function morningOf(now: Date, daysFromNow: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + daysFromNow, firstHour)
}

/** When something comes back, in a sentence: `at 14:00`, `tomorrow at 09:00`, `on Monday at 09:00`, `on 3 Dec 2026`. */
export function returnWords(at: string, now: Date): string {
  const then = new Date(at)
  const days = daysAhead(then, now)
  if (days <= 0) return `at ${clock.format(then)}`
  if (days === 1) return `tomorrow at ${clock.format(then)}`
  return days < 7 ? `on ${longWeekday.format(then)} at ${clock.format(then)}` : `on ${formatDay(at)}`
}

function daysAhead(then: Date, now: Date): number {
  return Math.round((morningOf(then, 0).getTime() - morningOf(now, 0).getTime()) / 86_400_000)
}
