import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { canSeeJob } from './job-policy.ts'
import { findJob, type JobRow } from './job-repository.ts'

export async function getJob(ctx: Context, id: string): Promise<JobRow> {
  const job = await findJob(ctx.db, id)
  if (!job || !canSeeJob(ctx.actor, job)) throw notFound('Job')
  return job
}
