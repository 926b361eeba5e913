import type { NodemailerError } from 'nodemailer'

export type MailFailureReason =
  | 'not_configured'
  | 'invalid_address'
  | 'name_not_found'
  | 'connection_refused'
  | 'timeout'
  | 'tls'
  | 'authentication'
  | 'refused'
  | 'connection'

/** Why a mail was not sent, in words for an operator; without the password and without what the server said. */
export class MailError extends Error {
  override name = 'MailError'
  readonly reason: MailFailureReason
  readonly code: string | undefined

  constructor(reason: MailFailureReason, message: string, code?: string) {
    super(message)
    this.reason = reason
    this.code = code
  }
}

const words: Record<Exclude<MailFailureReason, 'not_configured' | 'invalid_address'>, string> = {
  name_not_found: 'the name does not resolve; check SMTP_HOST',
  connection_refused: 'nothing accepts connections there; check SMTP_HOST and SMTP_PORT',
  timeout: 'no answer in time; a firewall may block the port (many platforms block 25, 465 and 587)',
  tls: 'no verified TLS connection; check SMTP_SECURE (true for port 465), the certificate and its name',
  authentication: 'the server refused the credentials; check SMTP_USER and SMTP_PASSWORD',
  refused: 'the server refused the mail; check FROM_EMAIL and whether it may send to this recipient',
  connection: 'the connection broke off',
}

/** `SMTP connection failed: mail.example.com:587: …` (R136). */
export function mailFailure(error: unknown, server: { host: string; port: number }): MailError {
  const failure = error as NodemailerError
  const reason = reasonOf(failure)
  const code = failure.originalCode ?? failure.code
  const status = failure.responseCode ? ` (SMTP ${failure.responseCode})` : ''
  const message = `SMTP connection failed: ${server.host}:${server.port}: ${words[reason]}${status}`
  return new MailError(reason, message, code)
}

function reasonOf({ code = '', originalCode = '', message }: NodemailerError): keyof typeof words {
  const codes = `${code} ${originalCode}`
  if (/EDNS|ENOTFOUND|EAI_/.test(codes)) return 'name_not_found'
  if (/ECONNREFUSED/.test(codes) || /ECONNREFUSED/.test(message)) return 'connection_refused'
  if (
    /ETLS|CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO/.test(codes) ||
    /certificate|ssl3_|wrong version/i.test(message)
  )
    return 'tls'
  if (/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/.test(codes)) return 'timeout'
  if (/EAUTH|ENOAUTH/.test(codes)) return 'authentication'
  if (/EENVELOPE|EMESSAGE/.test(codes)) return 'refused'
  return 'connection'
}
