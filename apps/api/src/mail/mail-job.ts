import { z } from 'zod'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import type { JobHandler } from '../jobs/queue/running-job.ts'
import { listMailedUsers } from '../users/list-mailed-users.ts'
import { MailError } from './mail-failure.ts'
import { insertMailsOfJob } from './mail-job-repository.ts'
import type { Mailer } from './mailer.ts'

const mailInput = z.object({
  userIds: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  path: z.string(),
})

export type MailNeeds = { mailer: Mailer; config: Pick<Config, 'frontendUrl' | 'publicDomain'> }

/**
 * Sends a mail to users who want mails. What the server does not take is tried again later (`job-kinds.ts`), never by
 * the request that led to it (R119); several recipients become several jobs, so that nobody gets a mail twice because
 * another's was refused. Addresses are read when it is sent and stand in no job.
 */
export function mailJob({ mailer, config }: MailNeeds): JobHandler {
  return async ({ id, db, input }) => {
    if (mailer.status().state === 'off') return { sent: 0, reason: 'no mail server is configured' }
    const { userIds, ...mail } = mailInput.parse(input)
    const users = await listMailedUsers(db, userIds)
    if (users.length > 1) {
      const ids = users.map((user) => user.id)
      return { sent: 0, shared_out: await insertMailsOfJob(db, id, ids, mail) }
    }
    const [user] = users
    if (!user) return { sent: 0, reason: 'nobody wants it' }
    const text = [mail.text, linkTo(config, mail.path)].filter(Boolean).join('\n\n')
    await mailer.send({ to: user.email, subject: mail.subject, text }).catch(tellReason)
    return { sent: 1 }
  }
}

function linkTo({ frontendUrl, publicDomain }: MailNeeds['config'], path: string): string | null {
  const base = frontendUrl ?? (publicDomain && `https://${publicDomain}`)
  return base ? new URL(path, base).href : null
}

/** Without the code of the connection: nobody is to take the mail server for the database. */
function tellReason(error: unknown): never {
  if (!(error instanceof MailError)) throw error
  if (error.reason === 'invalid_address') throw new AppError('internal', error.message, { cause: error })
  throw new MailError(error.reason, error.message)
}
