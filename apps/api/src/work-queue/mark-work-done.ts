import type { RecordActivityInput } from '@leadglass/contracts/activities.ts'
import type { CreateNoteInput } from '@leadglass/contracts/notes.ts'
import type { WorkDoneInput, WorkMark } from '@leadglass/contracts/work-queue.ts'
import { prepareActivity } from '../activities/record-activity.ts'
import { type Context, inTransaction } from '../context.ts'
import { writeNote } from '../notes/write-note.ts'
import { momentAhead } from './moment-ahead.ts'
import { refuseWork } from './refuse-work.ts'
import { setWorkDone } from './work-queue-repository.ts'

type Outcome = NonNullable<WorkDoneInput['outcome']>

/** What an outcome leaves in the timeline; `other` is a decision, not a contact. */
const activityOf: Record<Outcome, RecordActivityInput['activity_type'] | null> = {
  called: 'call',
  mailed: 'email_sent',
  met: 'meeting',
  other: null,
}
const noteTypeOf: Record<Outcome, CreateNoteInput['note_type']> = {
  called: 'call',
  mailed: 'email',
  met: 'meeting',
  other: 'general',
}

/** The lead leaves the queue until something happens; what was done is written down with it or not at all. */
export async function markWorkDone(ctx: Context, leadId: string, input: WorkDoneInput): Promise<WorkMark> {
  const { outcome, note, follow_up_at: followUpAt } = input
  if (followUpAt) momentAhead('follow_up_at', followUpAt, ctx.now)
  const decision = { userId: ctx.actor.id, leadId, now: ctx.now }
  const activityType = outcome ? activityOf[outcome] : null
  if (!activityType && !note) {
    return (await setWorkDone(ctx.db, decision, followUpAt)) ?? refuseWork(ctx, leadId)
  }
  const record = activityType && (await prepareActivity(ctx, leadId, { activity_type: activityType }))
  return inTransaction(ctx, async (tx) => {
    const mark = (await setWorkDone(tx.db, decision, followUpAt)) ?? (await refuseWork(tx, leadId))
    if (record) await record(tx.db)
    if (note) {
      await writeNote(tx, { lead_id: leadId, note_type: noteTypeOf[outcome ?? 'other'], content: note })
    }
    return mark
  })
}
