import type { LeadProfile } from '@leadglass/contracts/leads.ts'
import { stageLead, unstaged } from '../leads/stage-lead.ts'
import { products } from './data-companies.ts'
import type { DemoNote } from './demo-rows.ts'
import { type Deed, inventBehaviour } from './invent-behaviour.ts'
import { type Charge, inventCharge } from './invent-charge.ts'
import type { Company } from './invent-companies.ts'
import { inventEdits, type ProfileEdit } from './invent-edits.ts'
import { inventNotes } from './invent-notes.ts'
import { inventProfile, type Taken } from './invent-profile.ts'
import { inventProspect, promiseOf } from './invent-prospect.ts'
import { inventStory, type Story } from './invent-story.ts'
import type { Team } from './invent-users.ts'
import type { Random } from './random.ts'

/** What all leads of one demo share. */
export type World = {
  random: Random
  now: number
  team: Team
  companies: Company[]
  taken: Taken
  newId: (at: number) => string
}

/** A lead before it is scored. */
export type LeadDraft = {
  id: string
  /** As it is known in the end. */
  profile: LeadProfile
  edits: ProfileEdit[]
  story: Story
  charge: Charge
  notes: DemoNote[]
  deeds: Deed[]
  createdById: string | null
}

const ownWays = new Set(['website', 'newsletter', 'webinar'])

/** Invents a lead with everything that ever happened to it. */
export function inventLead(world: World): LeadDraft {
  const { random, team, now, newId } = world
  const prospect = inventProspect(random, world.companies)
  const { company } = prospect
  const story = inventStory(random, now, promiseOf(prospect))
  const profile = inventProfile(random, prospect, story.looks, world.taken)
  const id = newId(story.createdAt)
  const texts = fillIn(random, profile, company)
  const charge = inventCharge(world, id, story)
  return {
    id,
    profile,
    edits: inventEdits(random, story, profile),
    story,
    charge,
    notes: inventNotes({ random, team, texts }, id, story, charge),
    deeds: inventBehaviour(random, story, texts),
    createdById: ownWays.has(profile.source) ? null : team.manager.id,
  }
}

const months = ['January', 'March', 'April', 'June', 'September', 'October', 'November']

function fillIn(random: Random, profile: LeadProfile, company: Company): (template: string) => string {
  const value = `${(profile.estimated_value ?? 12_000).toLocaleString('en-US')} EUR`
  const words: Record<string, () => string> = {
    first: () => profile.name.split(' ')[0] ?? profile.name,
    company: () => company.name,
    city: () => company.city,
    industry: () => company.industry.name.toLowerCase(),
    product: () => String(profile.metadata.product_interest ?? random.pick(products)),
    month: () => random.pick(months),
    seats: () => String(random.whole(2, 24) * 5),
    value: () => value,
  }
  return (template) => template.replaceAll(/\{(\w+)\}/g, (whole, key: string) => words[key]?.() ?? whole)
}

/** The lead's place in the pipeline with its stamps: the fold of its steps. */
export function stageOf({ story }: LeadDraft) {
  return story.steps.reduce((stage, { status, at }) => stageLead(stage, status, new Date(at)), unstaged)
}
