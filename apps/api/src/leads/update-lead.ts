import type { UpdateLeadInput } from '@leadglass/contracts/leads.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { activeModel } from '../scoring/active-model.ts'
import { changeLead, type LeadEdit } from './change-lead.ts'
import type { LeadRow } from './lead-repository.ts'
import { profileLead, profileOf } from './profile-lead.ts'
import { retryChanged } from './retry-changed.ts'

/** Changes fields of a lead and scores it again; an edit of a version that is gone is refused. */
export async function updateLead(
  ctx: Context,
  leadId: string,
  { version, ...fields }: UpdateLeadInput,
  phoneRegion: string,
): Promise<LeadRow> {
  const edit: LeadEdit = (lead) => {
    if (version !== undefined && version !== lead.version) {
      throw new AppError('lead_changed', 'Somebody else changed this lead; load it again')
    }
    return { profile: profileLead(profileOf(lead), fields, phoneRegion), stage: lead }
  }
  const model = await activeModel(ctx.db)
  const { after } = await retryChanged(
    () => changeLead(ctx, ctx.db, edit, { leadId, lock: false, model }),
    () => ctx.db.transaction((tx) => changeLead(ctx, tx, edit, { leadId, lock: true, model })),
  )
  return after
}
