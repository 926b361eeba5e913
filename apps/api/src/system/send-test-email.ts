import type { Context } from '../context.ts'
import { MailError } from '../mail/mail-failure.ts'
import type { Mailer } from '../mail/mailer.ts'
import { getUser } from '../users/get-user.ts'

type Sent = { ok: boolean; to: string; error: string | null }

/** To the caller's own address and to no other, so that nobody can be written to by this (R136). */
export async function sendTestEmail(ctx: Context, mailer: Mailer, environment: string): Promise<Sent> {
  const { email: to } = await getUser(ctx, ctx.actor.id)
  try {
    await mailer.send({
      to,
      subject: `Leadglass (${environment}): test mail`,
      text: `This is a test mail, asked for at ${ctx.now.toISOString()}. If you can read it, sending mail works.`,
    })
    return { ok: true, to, error: null }
  } catch (error) {
    if (!(error instanceof MailError)) throw error
    return { ok: false, to, error: error.message }
  }
}
