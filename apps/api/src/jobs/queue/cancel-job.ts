import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { getJob } from './get-job.ts'
import { type JobRow, setJobCancelled } from './job-repository.ts'

/** Stops a job: one that waits never begins, one that runs is aborted where it runs. */
export async function cancelJob(ctx: Context, id: string): Promise<JobRow> {
  await getJob(ctx, id)
  const job = await setJobCancelled(ctx.db, id)
  if (!job) throw new AppError('job_finished', 'The job has ended already')
  return job
}
