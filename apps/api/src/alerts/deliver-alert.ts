import { setTimeout as sleep } from 'node:timers/promises'
import type { MailError, MailFailureReason } from '../mail/mail-failure.ts'
import type { Mailer } from '../mail/mailer.ts'
import { type AlertWords, alertWords } from './alert-words.ts'
import type { IncidentNews } from './incidents.ts'

export type AlertDelivery = {
  at: string
  kind: IncidentNews['kind']
  channel: 'webhook' | 'email'
  ok: boolean
}

export type DeliveryOptions = {
  webhookUrl: string | undefined
  environment: string
  instance: string
  mailer: Mailer
  recipients(): readonly string[]
  log: { warn(details: object, message: string): void; info(details: object, message: string): void }
  signal: AbortSignal
  retryMs?: readonly number[]
}

/** Failures of one mail; with any other the server is away for all of them. */
const concernsOne: ReadonlySet<MailFailureReason> = new Set(['refused', 'invalid_address'])
const timeoutMs = 5_000
const usualRetryMs = [1_000, 5_000, 25_000]

/** Brings news to the webhook and to the mailboxes, in the order in which it came, without holding up anything. */
export function createDelivery(options: DeliveryOptions) {
  const { webhookUrl, mailer, log, signal } = options
  const last = new Map<AlertDelivery['channel'], AlertDelivery>()
  let queue: Promise<unknown> = Promise.resolve()

  function note(channel: AlertDelivery['channel'], kind: IncidentNews['kind'], ok: boolean): void {
    last.set(channel, { at: new Date().toISOString(), kind, channel, ok })
  }

  async function toWebhook(url: string, kind: IncidentNews['kind'], words: AlertWords): Promise<void> {
    const body = JSON.stringify(words.webhook)
    const waits = options.retryMs ?? usualRetryMs
    for (let tryNumber = 0; !signal.aborted; tryNumber++) {
      const failure = await post(url, body, signal)
      if (failure === null) return note('webhook', kind, true)
      const waitMs = waits[tryNumber]
      // The path of a webhook is its password: only the host is named.
      log.warn({ host: new URL(url).host, try: tryNumber + 1, failure }, '[ALERT] webhook failed')
      if (waitMs === undefined) return note('webhook', kind, false)
      await sleep(waitMs, undefined, { signal, ref: false }).catch(() => {})
    }
  }

  async function toMailboxes(kind: IncidentNews['kind'], { subject, text }: AlertWords): Promise<void> {
    for (const to of options.recipients()) {
      // The mailer has logged why.
      const failure = await mailer.send({ to, subject, text }).then(
        () => null,
        (error: MailError) => error,
      )
      note('email', kind, failure === null)
      if (failure && !concernsOne.has(failure.reason)) return
    }
  }

  return {
    deliver(news: IncidentNews, now: Date): void {
      const words = alertWords(news, now, options)
      queue = queue
        .then(() =>
          Promise.all([
            webhookUrl ? toWebhook(webhookUrl, news.kind, words) : undefined,
            mailer.status().state === 'off' ? undefined : toMailboxes(news.kind, words),
          ]),
        )
        .catch((error: unknown) => log.warn({ err: error }, '[ALERT] delivery failed'))
    },
    /** The last of each channel. */
    last: () => [...last.values()],
  }
}

/** Null when it was taken, else why not. Redirects are not followed: the address is the operator's, no one else's. */
async function post(url: string, body: string, signal: AbortSignal): Promise<string | null> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    await answer.body?.cancel()
    return answer.ok ? null : `status ${answer.status}`
  } catch (error) {
    const { name, cause } = error as { name?: string; cause?: { code?: string } }
    return cause?.code ?? name ?? 'unknown'
  }
}
