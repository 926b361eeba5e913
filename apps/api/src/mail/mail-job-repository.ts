import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

const sharing = statement<{ id: string }>(
  'insert_mails_of_job',
  `with inserted as (
     insert into background_jobs (kind, input)
     select 'mail', jsonb_build_object('userIds', jsonb_build_array(user_id), 'of', $1::text, 'subject', $3::text,
                                       'text', $4::text, 'path', $5::text)
       from unnest($2::uuid[]) as user_id
      where not exists (select 1 from background_jobs where kind = 'mail' and input->>'of' = $1::text)
     returning id
   )
   select id, pg_notify('job_queued', '') from inserted`,
)

/** One job for each recipient, so that each is tried by itself; a job that runs again shares out nothing twice. */
export async function insertMailsOfJob(
  db: Db,
  jobId: string,
  userIds: readonly string[],
  mail: { subject: string; text: string; path: string },
): Promise<number> {
  return (await db.sql(sharing, [jobId, userIds, mail.subject, mail.text, mail.path])).length
}
