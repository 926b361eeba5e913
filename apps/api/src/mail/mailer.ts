import { isIP } from 'node:net'
import type { Config } from '../config.ts'
import { readAddress, singleLine } from './mail-address.ts'
import { MailError, mailFailure } from './mail-failure.ts'

export type Mail = { to: string; subject: string; text: string; html?: string }

export type MailerStatus = {
  state: 'off' | 'unknown' | 'ok' | 'failing'
  host: string | null
  port: number | null
  from: string | null
  /** What went wrong last, while it is failing. */
  last_error: string | null
  last_sent_at: string | null
}

/** Sends mail by SMTP, or says that no server is configured. Nothing of it needs the database. */
export type Mailer = {
  status(): MailerStatus
  /** Resolves when the server has taken the mail; throws a MailError. */
  send(mail: Mail): Promise<void>
  /** Connects and signs in without sending; throws a MailError. */
  verify(): Promise<void>
  close(): void
}

type Log = { warn(details: object, message: string): void }
export type SmtpSettings = NonNullable<Config['smtp']>

export function createMailer(smtp: SmtpSettings | null, log: Log): Mailer {
  return smtp ? createSmtpMailer(smtp, log) : noMailer
}

const noMailer: Mailer = {
  status: () => ({ state: 'off', host: null, port: null, from: null, last_error: null, last_sent_at: null }),
  send: () => Promise.reject(notConfigured()),
  verify: () => Promise.reject(notConfigured()),
  close: () => {},
}

function notConfigured(): MailError {
  return new MailError('not_configured', 'No mail server is configured; set SMTP_HOST')
}

function createSmtpMailer(smtp: SmtpSettings, log: Log): Mailer {
  const { host, port } = smtp
  const from = readAddress(smtp.from)
  let opening: ReturnType<typeof openTransport> | undefined
  const transport = () => {
    opening ??= openTransport(smtp)
    return opening
  }
  const state: Pick<MailerStatus, 'state' | 'last_error' | 'last_sent_at'> = {
    state: 'unknown',
    last_error: null,
    last_sent_at: null,
  }

  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work()
      Object.assign(state, { state: 'ok', last_error: null })
      return result
    } catch (error) {
      const failure = mailFailure(error, smtp)
      Object.assign(state, { state: 'failing', last_error: failure.message })
      // Neither the error nor its cause: what a server answers may repeat what it was told.
      log.warn({ host, port, reason: failure.reason, code: failure.code }, 'SMTP connection failed')
      throw failure
    }
  }

  return {
    status: () => ({ ...state, host, port, from: from?.address ?? null }),
    async send({ to, subject, text, html }) {
      const recipient = readAddress(to)
      if (!from) throw new MailError('invalid_address', 'FROM_EMAIL is not an e-mail address')
      if (!recipient) throw new MailError('invalid_address', 'The recipient is not an e-mail address')
      await attempt(async () =>
        (await transport()).sendMail({
          from,
          to: recipient,
          envelope: { from: from.address, to: [recipient.address] },
          subject: singleLine(subject),
          text,
          ...(html === undefined ? {} : { html }),
        }),
      )
      state.last_sent_at = new Date().toISOString()
    },
    async verify() {
      await attempt(async () => (await transport()).verify())
    },
    close: () => void opening?.then((opened) => opened.close()),
  }
}

/**
 * A connection for each mail: they are few. TLS is always verified; with a password it is required, except on this
 * machine, so that nobody on the way can read it or talk us out of it.
 */
async function openTransport({ host, port, secure, user, password }: SmtpSettings) {
  // Loaded with the first mail: a process that sends none need not carry it.
  const { createTransport } = await import('nodemailer')
  const isLocal = host === 'localhost' || host === '::1' || /^127\./.test(host)
  return createTransport({
    host,
    port,
    secure,
    requireTLS: !secure && user !== undefined && !isLocal,
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(isIP(host) ? {} : { servername: host }) },
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    dnsTimeout: 5_000,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}
