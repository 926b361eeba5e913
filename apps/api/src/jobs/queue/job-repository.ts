import type { JobKind } from '@leadglass/contracts/jobs.ts'
import type { Db } from '../../db/db.ts'
import { statement } from '../../db/sql.ts'

const insertion = statement<{ id: string }>(
  'insert_job',
  `insert into background_jobs (kind, input, requested_by_id, run_at)
   values ($1, $2::jsonb, $3, coalesce($4, now())) returning id`,
)

export async function insertJob(
  db: Db,
  job: {
    kind: JobKind
    input: Readonly<Record<string, unknown>>
    requestedById: string | null
    runAt?: Date
  },
): Promise<string> {
  const [row] = await db.sql(insertion, [
    job.kind,
    JSON.stringify(job.input),
    job.requestedById,
    job.runAt ?? null,
  ])
  if (!row) throw new Error('insert_job returned nothing')
  return row.id
}
