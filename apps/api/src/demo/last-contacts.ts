import { sideOfActivity } from '@leadglass/contracts/activities.ts'
import type { DemoData } from './demo-rows.ts'

/** The newest sign of life of a lead and the newest contact of ours, as the writes of the product would keep them. */
export type LastContacts = { signalAt: number | null; touchAt: number | null }

const none: LastContacts = { signalAt: null, touchAt: null }

export function lastContacts({ activities, notes }: DemoData): (leadId: string) => LastContacts {
  const known = new Map<string, LastContacts>()
  const see = (leadId: string, name: keyof LastContacts, at: number) => {
    const former = known.get(leadId) ?? none
    known.set(leadId, { ...former, [name]: Math.max(former[name] ?? at, at) })
  }
  for (const { leadId, type, at } of activities) {
    const side = sideOfActivity(type)
    if (side) see(leadId, side === 'signal' ? 'signalAt' : 'touchAt', at)
  }
  for (const { leadId, type, at } of notes) {
    if (type !== 'general') see(leadId, 'touchAt', at)
  }
  return (leadId) => known.get(leadId) ?? none
}
