import type { Job } from '@leadglass/contracts/jobs.ts'
import { type Context, inTransaction } from '../context.ts'
import { enqueueJob } from '../jobs/queue/enqueue-job.ts'
import { checkRules } from './check-rules.ts'
import { lockDraft } from './find-draft.ts'
import { findImpactJob, listOpenImpactJobs } from './impact-job-repository.ts'
import { stopImpactJobs } from './stop-impact-jobs.ts'

/**
 * Measures what a draft would do to the whole base, in the background. Who asks while the same revision is being
 * measured gets that job; measurements of older revisions are stopped.
 */
export function measureImpact(ctx: Context, id: string): Promise<Job> {
  return inTransaction(ctx, async (tx) => {
    const draft = await lockDraft(tx.db, id)
    const { revision, document } = draft
    await stopImpactJobs(tx.db, id, (job) => job.revision !== revision)
    const [running] = await listOpenImpactJobs(tx.db, id)
    if (running) {
      const { revision: _, ...job } = running
      return job
    }
    checkRules(document)
    const input = { draftId: id, revision, document }
    await enqueueJob(tx.db, { kind: 'impact', input, requestedById: tx.actor.id })
    const job = await findImpactJob(tx.db, id)
    if (!job) throw new Error('the impact job that was asked for is missing')
    return job
  })
}
