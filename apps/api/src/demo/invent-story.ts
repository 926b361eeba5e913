import type { LeadStatus } from '@leadglass/contracts/leads.ts'
import { dayMs, hourMs, inOfficeHours } from './demo-clock.ts'
import type { Random } from './random.ts'

/** How a lead behaves: the leads that were won and lost, and four temperatures of those still open. */
export type Course = 'won' | 'lost' | 'hot' | 'warm' | 'cool' | 'quiet'

export type Step = { status: LeadStatus; at: number }

export type Story = {
  course: Course
  /** What it does and who it seems to be: some who look like buyers are lost, and some who hardly spoke buy. */
  looks: Course
  createdAt: number
  /** When the last thing may happen: the close, or today. */
  endsAt: number
  isAssigned: boolean
  steps: Step[]
}

/** A quarter of the leads is closed. */
const states = {
  closed: 250,
  hot: 46,
  warm: 210,
  cool: 200,
  quiet: 255,
}

/** Days since creation (closed leads: before the close). */
const ages: Readonly<Record<Course, readonly [number, number]>> = {
  won: [25, 95],
  lost: [20, 130],
  hot: [9, 110],
  warm: [7, 180],
  cool: [5, 300],
  quiet: [2, 360],
}

/** How far an open lead has come. */
const reached: Readonly<Record<'hot' | 'warm' | 'cool' | 'quiet', Partial<Record<LeadStatus, number>>>> = {
  hot: { contacted: 10, qualified: 35, proposal: 35, negotiation: 20 },
  warm: { new: 8, contacted: 37, qualified: 35, proposal: 16, negotiation: 4 },
  cool: { new: 25, contacted: 50, qualified: 20, proposal: 5 },
  quiet: { new: 50, contacted: 45, qualified: 5 },
}

const pipeline: readonly LeadStatus[] = ['new', 'contacted', 'qualified', 'proposal', 'negotiation']

const closedLooks: Readonly<Record<'won' | 'warm' | 'lost', number>> = { won: 30, warm: 24, lost: 46 }
/** Log-odds of winning a lead that looks so, before anything else about it counts. */
const odds: Readonly<Record<keyof typeof closedLooks, number>> = { won: 0.6, warm: -1.1, lost: -3.3 }

/**
 * The course of one lead's life, with the moments of its steps through the pipeline. `promise` says how much better
 * than others it sells, as log-odds: a score is a chance and not an oracle.
 */
export function inventStory(random: Random, now: number, promise: number): Story {
  const { course, looks } = inventCourse(random, promise)
  const days = random.between(...ages[course])
  const isClosed = course === 'won' || course === 'lost'
  const endsAt = isClosed ? now - random.between(1, 364 - days) * dayMs : now
  const createdAt = Math.floor(endsAt - days * dayMs)
  const target = lastStatus(random, course)
  const isUntouched = target === 'new'
  const isAssigned = !(isUntouched ? random.chance(0.56) : !isClosed && random.chance(0.02))
  const steps = isAssigned || !isUntouched ? stepsTo(random, target, course, { createdAt, endsAt }) : []
  return {
    course,
    looks,
    createdAt,
    endsAt: isClosed ? (steps.at(-1)?.at ?? endsAt) : endsAt,
    isAssigned,
    steps,
  }
}

function inventCourse(random: Random, promise: number): Pick<Story, 'course' | 'looks'> {
  const state = random.weighted({ ...states, hot: states.hot * Math.exp(promise * 0.6) })
  if (state !== 'closed') return { course: state, looks: state }
  const looks = random.weighted(closedLooks)
  const isWon = random.chance(1 / (1 + Math.exp(-odds[looks] - promise)))
  return { course: isWon ? 'won' : 'lost', looks }
}

function lastStatus(random: Random, course: Course): LeadStatus {
  if (course === 'won') return 'negotiation'
  if (course === 'lost')
    return random.weighted({ contacted: 45, qualified: 30, proposal: 20, negotiation: 5 })
  return random.weighted(reached[course] as Record<LeadStatus, number>)
}

/** Steps spread over the time of the lead; a close comes last. */
function stepsTo(
  random: Random,
  target: LeadStatus,
  course: Course,
  { createdAt, endsAt }: { createdAt: number; endsAt: number },
): Step[] {
  const passed = pipeline.slice(1, pipeline.indexOf(target) + 1)
  const statuses = course === 'won' || course === 'lost' ? [...passed, course] : passed
  const steps: Step[] = []
  let earliest = createdAt + random.between(0.5, 1.1) * dayMs
  for (const [index, status] of statuses.entries()) {
    const isClose = status === 'won' || status === 'lost'
    const share = (index + random.between(0.15, 0.6)) / statuses.length
    const at = isClose ? endsAt : inOfficeHours(createdAt + share * (endsAt - createdAt) * 0.9, earliest)
    steps.push({ status, at: Math.max(Math.floor(Math.min(at, endsAt)), Math.floor(earliest)) })
    earliest = (steps.at(-1)?.at ?? earliest) + hourMs
  }
  return steps.filter((step) => step.at <= endsAt || step.status === course)
}
