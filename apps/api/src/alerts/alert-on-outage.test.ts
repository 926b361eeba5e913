import { describe, expect, it, onTestFinished } from 'vitest'
import { takeAway } from '../../test/database-outage.ts'
import { startMailSink } from '../../test/mail-sink.ts'
import { testApi } from '../../test/test-api.ts'
import { startWebhookSink } from '../../test/webhook-sink.ts'

describe('an outage of the database (R071)', () => {
  it('is told once by webhook and mail to the active administrators, and its end once', async () => {
    const [hook, sink] = await Promise.all([startWebhookSink(), startMailSink()])
    const api = await testApi({
      env: {
        ALERT_WEBHOOK_URL: hook.url,
        SMTP_HOST: '127.0.0.1',
        SMTP_PORT: String(sink.port),
        FROM_EMAIL: 'crm@leadglass.test',
      },
      alertTimes: { rules: { prolongedMs: 1_000, settledMs: 1_000 }, everyMs: 50, recipientsKeptMs: 100 },
    })
    onTestFinished(async () => {
      await api.close()
      await Promise.all([hook.close(), sink.close()])
    })
    const ada = await api.build.user('ada', 'admin')
    await api.build.user('alan', 'admin')
    await api.build.user('gone', 'admin', false)
    await api.build.user('mona', 'manager')
    const status = async () => (await api.call('get', '/api/system/status', { as: ada })).body
    await expect.poll(async () => (await status()).alerts.recipients, { timeout: 5_000 }).toBe(2)
    expect((await status()).alerts).toMatchObject({
      webhook: 'on',
      email: 'on',
      on_duty: true,
      incident: null,
    })
    const bringBack = await takeAway(api.database)
    await expect.poll(() => hook.calls.length, { timeout: 15_000 }).toBe(1)
    expect((await status()).alerts.incident).toMatchObject({ reason: 'prolonged_outage' })
    await bringBack()
    await expect.poll(() => hook.calls.length, { timeout: 15_000 }).toBe(2)
    await expect.poll(() => sink.mails.length, { timeout: 5_000 }).toBe(4)
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(hook.calls.map(({ body }) => body.event)).toEqual(['database_down', 'database_recovered'])
    expect(hook.calls[1]?.body.seconds).toBeGreaterThan(0)
    const recipients = sink.mails.map(({ to }) => to[0]).toSorted()
    expect(recipients).toEqual(['ada', 'ada', 'alan', 'alan'].map((name) => `${name}@leadglass.test`))
    expect((await status()).alerts.incident).toBeNull()
  }, 60_000)
})
