import type { LeadProfile } from '@leadglass/contracts/leads.ts'
import { titles } from './data-companies.ts'
import { dayMs, hourMs, inOfficeHours } from './demo-clock.ts'
import type { Story } from './invent-story.ts'
import type { Random } from './random.ts'

/** Somebody learned more about a lead: the profile as it stood until then. */
export type ProfileEdit = { at: number; replaced: LeadProfile }

/** What a rep finds out in the first talks. */
const learnedLater = ['phone', 'title', 'company_size', 'industry', 'location', 'estimated_value'] as const

/** How the profile came to be what it is, oldest edit first. */
export function inventEdits(random: Random, story: Story, final: LeadProfile): ProfileEdit[] {
  const from = story.createdAt + 2 * hourMs
  const to = story.endsAt - 2 * hourMs
  if (!story.isAssigned || to - from < 2 * dayMs || !random.chance(0.38)) return []
  const moments = Array.from({ length: random.whole(1, 3) }, () =>
    Math.min(inOfficeHours(random.between(from, to), from), to),
  ).sort((one, other) => other - one)
  let profile = final
  const edits: ProfileEdit[] = []
  for (const at of moments) {
    const replaced = { ...profile, ...before(random, profile) }
    if (JSON.stringify(replaced) === JSON.stringify(profile)) continue
    edits.unshift({ at, replaced })
    profile = replaced
  }
  return edits
}

/** What one edit replaced: a field that was empty, a former title, a first guess of the value. */
function before(random: Random, profile: LeadProfile): Partial<LeadProfile> {
  const field = random.pick(learnedLater)
  if (field === 'title' && profile.title && random.chance(0.5)) return { title: random.pick(titles.manages) }
  if (field === 'estimated_value' && profile.estimated_value && random.chance(0.6)) {
    return { estimated_value: Math.round((profile.estimated_value * random.between(0.3, 1.4)) / 500) * 500 }
  }
  return { [field]: null }
}
