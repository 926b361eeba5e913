import { recordableActivityTypes } from '@leadglass/contracts/activities.ts'
import { activityWord } from '../lib/activity-words.ts'

/** What a rule may count, in words; types of a file that this version does not know stay choosable. */
export function activityChoices(used: readonly string[]): { value: string; label: string }[] {
  const types = new Set<string>([...recordableActivityTypes, ...used.filter((type) => type !== '')])
  return [...types].map((value) => ({ value, label: activityWord(value) }))
}
