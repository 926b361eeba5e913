import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { JobHandler } from '../jobs/queue/running-job.ts'
import { MailError } from './mail-failure.ts'
import type { Mailer } from './mailer.ts'

const mailInput = z.object({ to: z.string(), subject: z.string(), text: z.string() })

/**
 * Sends one mail. What the server does not take is tried again later (`job-kinds.ts`), never by the request that led to
 * it (R119); a mail that no try can send is given up at once.
 */
export function mailJob(mailer: Mailer): JobHandler {
  return async ({ input }) => {
    const mail = mailInput.parse(input)
    if (mailer.status().state === 'off')
      throw new AppError('internal', 'No mail server is configured; set SMTP_HOST')
    try {
      await mailer.send(mail)
    } catch (error) {
      if (error instanceof MailError && error.reason === 'invalid_address')
        throw new AppError('internal', error.message, { cause: error })
      // Its code is that of a connection: without it nobody takes the mail server for the database.
      throw error instanceof MailError ? new MailError(error.reason, error.message) : error
    }
    return null
  }
}
