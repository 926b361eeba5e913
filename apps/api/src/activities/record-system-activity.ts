import type { systemActivityTypes } from '@leadglass/contracts/activities.ts'
import type { Tx } from '../context.ts'
import { insertSystemActivity } from './activity-repository.ts'

export type SystemActivityType = (typeof systemActivityTypes)[number]

/** Writes a step of the product itself (assigned, noted, …) into a lead's timeline. */
export async function recordSystemActivity(
  tx: Tx,
  entry: { leadId: string; type: SystemActivityType; description: string | null },
): Promise<void> {
  await insertSystemActivity(tx.db, { ...entry, actorId: tx.actor.id, at: tx.now })
}
