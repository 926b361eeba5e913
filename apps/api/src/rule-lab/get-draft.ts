import type { Job } from '@leadglass/contracts/jobs.ts'
import type { Tx } from '../context.ts'
import type { DraftRow } from './draft-repository.ts'
import { draftById } from './find-draft.ts'
import { findImpactJob } from './impact-job-repository.ts'

export type DraftDetail = DraftRow & { impact_job: Job | null }

export async function getDraft({ db }: Pick<Tx, 'db'>, id: string): Promise<DraftDetail> {
  const draft = await draftById(db, id)
  return { ...draft, impact_job: await findImpactJob(db, id) }
}
