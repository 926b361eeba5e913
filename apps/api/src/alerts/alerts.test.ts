import { afterEach, describe, expect, it } from 'vitest'
import { startMailSink } from '../../test/mail-sink.ts'
import { startWebhookSink } from '../../test/webhook-sink.ts'
import { createMailer } from '../mail/mailer.ts'
import { type AlertOptions, type Alerts, createAlerts, type WatchedDatabase } from './alerts.ts'

type Change = Parameters<Parameters<WatchedDatabase['onChange']>[0]>[0]

/** A watch whose state the test decides. */
function watchOf(state: 'up' | 'down' = 'up') {
  const listeners = new Set<(change: Change) => void>()
  const watch = {
    state,
    since: new Date(),
    diagnosis: null as { type: string } | null,
    onChange: (listener: (change: Change) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const go = (next: 'up' | 'down') => {
    const downSince = watch.state === 'down' ? watch.since : null
    const diagnosis = next === 'down' ? { type: 'connection_refused' } : null
    Object.assign(watch, { state: next, since: new Date(), diagnosis })
    for (const listener of listeners) listener({ state: next, at: watch.since, downSince, diagnosis })
  }
  return { watch, go }
}

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

async function alerting(parts: Partial<AlertOptions> = {}, state: 'up' | 'down' = 'up') {
  const [hook, sink] = await Promise.all([startWebhookSink(), startMailSink()])
  const lines: string[] = []
  const keep = (details: object, message: string) => void lines.push(JSON.stringify(details) + message)
  const log = { warn: keep, info: keep }
  const smtp = { host: '127.0.0.1', port: sink.port, user: undefined, password: undefined, secure: false }
  const mailer = createMailer({ ...smtp, from: 'crm@leadglass.test' }, log)
  const { watch, go } = watchOf(state)
  const failures = new Set<(op: string) => void>()
  const options: AlertOptions = {
    webhookUrl: hook.url,
    environment: 'test',
    instance: 'host:1',
    mailer,
    watch,
    onDbDown: (listener) => {
      failures.add(listener)
      return () => void failures.delete(listener)
    },
    listRecipients: async () => ['ada@example.com', 'alan@example.com'],
    log,
    duty: { isLeader: null, isFirst: () => true },
    rules: { prolongedMs: 150, failuresWithinMs: 1_000, settledMs: 150 },
    everyMs: 10,
    retryMs: [10, 10],
    ...parts,
  }
  const alerts = createAlerts(options)
  open.push(alerts, mailer, hook, sink)
  alerts.start()
  const fail = () => {
    for (const listener of failures) listener('rescore')
  }
  return { alerts, hook, sink, go, fail, lines, options }
}

const of = (alerts: Alerts, channel: string) =>
  alerts.status().last_deliveries.find((delivery) => delivery.channel === channel)

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('createAlerts (R071)', () => {
  it('tells of a long outage once by webhook and mail, and once that it is over, with its length', async () => {
    const { alerts, hook, sink, go } = await alerting()
    await pause(50)
    go('down')
    await expect.poll(() => hook.calls.length).toBe(1)
    await expect.poll(() => sink.mails.length).toBe(2)
    await pause(200)
    expect(alerts.status()).toMatchObject({
      incident: { reason: 'prolonged_outage' },
      on_duty: true,
      recipients: 2,
    })
    go('up')
    await expect.poll(() => hook.calls.length).toBe(2)
    await expect.poll(() => sink.mails.length).toBe(4)
    await pause(300)
    expect(hook.calls).toHaveLength(2)
    expect(sink.mails).toHaveLength(4)
    const [down, recovered] = hook.calls
    expect(down?.body).toMatchObject({
      event: 'database_down',
      error_type: 'connection_refused',
      environment: 'test',
    })
    expect(down?.body.text).toMatch(
      /^Leadglass \(test\): database down: it has not answered since 2\d{3}-.*GET \/health/,
    )
    expect(recovered?.body).toMatchObject({ event: 'database_recovered', reason: 'prolonged_outage' })
    expect(recovered?.body.text).toMatch(/database recovered after \d+ s/)
    expect(down?.headers['content-type']).toBe('application/json')
    expect(sink.mails.map(({ to }) => to[0]).toSorted()).toEqual([
      'ada@example.com',
      'ada@example.com',
      'alan@example.com',
      'alan@example.com',
    ])
    expect(sink.mails[0]?.source).toContain('Subject: Leadglass (test): database down')
    expect(alerts.status()).toMatchObject({
      incident: null,
      last_deliveries: [
        { channel: 'webhook', kind: 'recovered', ok: true },
        { channel: 'email', kind: 'recovered', ok: true },
      ],
    })
  })

  it('tells of more than ten failed tries, and of the outage that follows no second time', async () => {
    const { hook, go, fail } = await alerting({
      rules: { prolongedMs: 400, failuresWithinMs: 5_000, settledMs: 150 },
    })
    for (let count = 0; count < 10; count++) fail()
    await pause(60)
    expect(hook.calls).toHaveLength(0)
    go('down')
    fail()
    await expect.poll(() => hook.calls.length).toBe(1)
    expect(hook.calls[0]?.body).toMatchObject({ event: 'database_down', reason: 'repeated_failures' })
    await pause(500)
    expect(hook.calls).toHaveLength(1)
    go('up')
    await expect.poll(() => hook.calls.length).toBe(2)
    expect(hook.calls[1]?.body).toMatchObject({ event: 'database_recovered' })
  })

  it('tells of a database that was away from the start', async () => {
    const { hook } = await alerting({}, 'down')
    await expect.poll(() => hook.calls.length).toBe(1)
  })

  it('is silent in the processes that are not on duty', async () => {
    const { alerts, hook, sink, go } = await alerting({
      duty: { isLeader: () => false, isFirst: () => false },
    })
    await pause(50)
    go('down')
    await pause(300)
    go('up')
    await pause(300)
    expect([hook.calls.length, sink.mails.length]).toEqual([0, 0])
    expect(alerts.status().on_duty).toBe(false)
  })

  it('tries a webhook again, follows no redirect, and never logs its secret', async () => {
    const { alerts, hook, go, lines } = await alerting()
    const other = await startWebhookSink()
    open.push(other)
    hook.answers.push({ status: 500 }, { status: 302, headers: { location: other.url } })
    go('down')
    await expect.poll(() => hook.calls.length).toBe(3)
    await expect.poll(() => of(alerts, 'webhook')?.ok).toBe(true)
    expect(other.calls).toHaveLength(0)
    expect(lines.filter((line) => line.includes('webhook failed'))).toHaveLength(2)
    expect(lines.join('\n')).not.toContain('canary')
    expect(JSON.stringify(alerts.status())).not.toContain('canary')
  })

  it('gives a webhook up that is not there, and still sends the mails', async () => {
    const { alerts, hook, sink, go, lines } = await alerting()
    await hook.close()
    go('down')
    await expect.poll(() => sink.mails.length).toBe(2)
    await expect.poll(() => lines.filter((line) => line.includes('ECONNREFUSED')).length).toBe(3)
    await expect.poll(() => of(alerts, 'webhook')?.ok).toBe(false)
    expect(lines.join('\n')).not.toContain('canary')
  })

  it('keeps the addresses it knew when they can no longer be read', async () => {
    let isAway = false
    const { alerts, sink, go } = await alerting({
      listRecipients: async () => {
        if (isAway) throw new Error('the database is away')
        return ['ada@example.com']
      },
    })
    await expect.poll(() => alerts.status().recipients).toBe(1)
    isAway = true
    go('down')
    await expect.poll(() => sink.mails.length).toBe(1)
  })
})
