import { descriptions } from './data-texts.ts'
import { dayMs, inOfficeHours } from './demo-clock.ts'
import type { Course, Story } from './invent-story.ts'
import type { Random } from './random.ts'

export type Deed = { type: string; at: number; description: string | null }

/** How often a type happens: at least, at most, within the last so many days of the lead's time; all of it without. */
type Habit = readonly [type: string, from: number, to: number, withinDays?: number]

const early: readonly Habit[] = [
  ['email_open', 0, 2],
  ['website_visit', 0, 2],
]

/** What tells the courses apart: buyers look at prices, ask, meet and answer; the others open mails and fall silent. */
const habits: Readonly<Record<Course, readonly Habit[]>> = {
  won: [
    ...early,
    ['email_open', 1, 3, 25],
    ['email_click', 1, 3, 25],
    ['email_reply', 1, 2, 20],
    ['website_visit', 2, 5, 20],
    ['pricing_page_view', 3, 5, 25],
    ['content_download', 0, 2, 40],
    ['webinar_attended', 0, 1, 60],
    ['form_submitted', 0, 1, 60],
    ['demo_request', 1, 1, 40],
    ['trial_signup', 0, 1, 30],
    ['call', 1, 4],
    ['meeting', 2, 4, 35],
    ['whatsapp', 0, 2, 20],
  ],
  lost: [
    ['email_open', 1, 4],
    ['email_click', 0, 1],
    ['website_visit', 0, 2],
    ['pricing_page_view', 0, 1],
    ['call', 0, 2],
    ['content_download', 0, 1],
    ['meeting', 0, 1],
  ],
  hot: [
    ...early,
    ['email_open', 2, 4, 8],
    ['email_click', 2, 3, 7],
    ['email_reply', 1, 2, 9],
    ['website_visit', 4, 6, 7],
    ['pricing_page_view', 4, 6, 8],
    ['content_download', 1, 2, 9],
    ['webinar_attended', 0, 1, 12],
    ['form_submitted', 0, 1, 15],
    ['demo_request', 1, 1, 9],
    ['trial_signup', 0, 1, 9],
    ['call', 1, 2, 9],
    ['meeting', 1, 3, 9],
    ['whatsapp', 0, 2, 9],
  ],
  warm: [
    ['email_open', 0, 2],
    ['email_open', 1, 2, 14],
    ['email_click', 1, 2, 14],
    ['email_reply', 0, 1, 20],
    ['website_visit', 2, 3, 12],
    ['pricing_page_view', 1, 3, 20],
    ['content_download', 0, 1, 25],
    ['webinar_attended', 0, 1, 40],
    ['form_submitted', 0, 1, 30],
    ['demo_request', 1, 1, 28],
    ['call', 0, 1, 25],
    ['meeting', 0, 2, 25],
  ],
  cool: [
    ['email_open', 0, 2],
    ['website_visit', 0, 2],
    ['email_open', 0, 2, 40],
    ['email_click', 0, 1, 50],
    ['website_visit', 0, 2, 45],
    ['pricing_page_view', 0, 1, 60],
    ['content_download', 0, 1, 90],
    ['call', 0, 1, 60],
    ['form_submitted', 0, 1],
  ],
  quiet: [
    ['email_open', 0, 3],
    ['website_visit', 0, 1],
    ['email_click', 0, 1],
  ],
}

/** What only a rep does with a lead. */
const byRep: ReadonlySet<string> = new Set(['call', 'meeting', 'whatsapp', 'email_reply'])

/** Everything a lead does within its time, oldest first. */
export function inventBehaviour(random: Random, story: Story, texts: (template: string) => string): Deed[] {
  const deeds: Deed[] = []
  const add = (type: string, at: number) => {
    const template = descriptions[type]
    deeds.push({ type, at: Math.floor(at), description: template ? texts(random.pick(template)) : null })
  }
  for (const [type, from, to, withinDays] of habits[story.looks]) {
    if (byRep.has(type) && story.steps.length === 0) continue
    for (let left = random.whole(from, to); left > 0; left--)
      add(type, momentOf(random, story, type, withinDays))
  }
  for (const type of farewells(random, story)) add(type, random.between(lastThird(story), story.endsAt))
  return deeds.sort((one, other) => one.at - other.at)
}

function momentOf(random: Random, { createdAt, endsAt }: Story, type: string, withinDays?: number): number {
  const earliest = createdAt + 60_000
  const from = withinDays === undefined ? earliest : Math.max(earliest, endsAt - withinDays * dayMs)
  const at = random.between(from, Math.max(from, endsAt - 60_000))
  return Math.min(byRep.has(type) ? inOfficeHours(at, from) : at, endsAt - 60_000)
}

/** Some of those who are lost, or never answer, say so; the mailboxes of others are gone. */
function farewells(random: Random, { course, looks }: Story): string[] {
  const unsubscribes = { won: 0, hot: 0, warm: 0, cool: 0.06, quiet: 0.12, lost: 0.15 }[course]
  const bounces = { won: 0, hot: 0, warm: 0.02, cool: 0.06, quiet: 0.12, lost: 0.2 }[looks]
  return [
    ...(random.chance(unsubscribes) ? ['unsubscribed'] : []),
    ...(random.chance(bounces) ? ['email_bounced'] : []),
  ]
}

function lastThird({ createdAt, endsAt }: Story): number {
  return endsAt - (endsAt - createdAt) / 3
}

/** Mails that were opened long ago: they fill a demo up to its size and no longer move a score. */
export function inventOldOpen(random: Random, { createdAt, endsAt }: Story): Deed {
  const at = random.between(createdAt + 60_000, createdAt + Math.max(60_000, (endsAt - createdAt) * 0.7))
  return { type: 'email_open', at: Math.floor(at), description: random.pick(descriptions.email_open ?? ['']) }
}
