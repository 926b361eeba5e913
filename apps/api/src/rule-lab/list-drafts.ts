import type { ScoringDraft } from '@leadglass/contracts/rule-lab.ts'
import type { Context } from '../context.ts'
import { listScoringDrafts } from './draft-repository.ts'

/** Rules that are being edited, those that somebody touched last first. */
export function listDrafts(ctx: Context): Promise<ScoringDraft[]> {
  return listScoringDrafts(ctx.db)
}
