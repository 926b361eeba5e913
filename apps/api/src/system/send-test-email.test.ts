import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closedPort } from '../../test/closed-port.ts'
import { type MailSink, startMailSink } from '../../test/mail-sink.ts'
import { ownTestApi, type TestApi, testApi } from '../../test/test-api.ts'

const path = '/api/system/test-email'
let sink: MailSink
let api: TestApi
beforeAll(async () => {
  sink = await startMailSink()
  const smtp = { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(sink.port), FROM_EMAIL: 'crm@leadglass.test' }
  api = await testApi({ env: smtp })
})
afterAll(async () => {
  await api.close()
  await sink.close()
})

describe('POST /api/system/test-email (R136)', () => {
  it('sends a mail to the administrator who asks, and to nobody else', async () => {
    const ada = await api.build.user('ada', 'admin')
    const answer = await api.call('post', path, { as: ada }).expect(200)
    expect(answer.body).toEqual({ ok: true, to: 'ada@leadglass.test', error: null })
    expect(sink.mails.map(({ to }) => to)).toEqual([['ada@leadglass.test']])
    expect(sink.mails[0]?.source).toContain('Subject: Leadglass (test): test mail')
    const status = await api.call('get', '/api/system/status', { as: ada }).expect(200)
    expect(status.body.mail).toMatchObject({
      state: 'ok',
      host: '127.0.0.1',
      port: sink.port,
      last_error: null,
    })
    expect(status.body.mail.last_sent_at).toBeTruthy()
  })

  it('refuses others, and any address in the body', async () => {
    const before = sink.mails.length
    const mona = await api.build.user('mona', 'manager')
    const alan = await api.build.user('alan', 'admin')
    await api.request.post(path).expect(401)
    await api.call('post', path, { as: mona }).expect(403)
    await api.call('post', path, { as: alan, body: { to: 'eve@example.com' } }).expect(400)
    expect(sink.mails).toHaveLength(before)
  })

  it('says what failed and what to check, with the host and without the password', async () => {
    const port = String(await closedPort())
    const env = {
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: port,
      SMTP_USER: 'crm',
      SMTP_PASSWORD: 'a-mail-password',
    }
    const broken = await ownTestApi({ env: { ...env, FROM_EMAIL: 'crm@leadglass.test' } })
    const ada = await broken.build.user('ada', 'admin')
    const { body, text } = await broken.call('post', path, { as: ada }).expect(200)
    expect(body.ok).toBe(false)
    expect(body.error).toBe(
      `SMTP connection failed: 127.0.0.1:${port}: nothing accepts connections there; check SMTP_HOST and SMTP_PORT`,
    )
    expect(text).not.toContain('a-mail-password')
    const status = await broken.call('get', '/api/system/status', { as: ada }).expect(200)
    expect(status.body.mail).toMatchObject({ state: 'failing', last_error: body.error })
  })

  it('says so where no mail server is configured', async () => {
    const plain = await ownTestApi()
    const ada = await plain.build.user('ada', 'admin')
    const { body } = await plain.call('post', path, { as: ada }).expect(200)
    expect(body).toMatchObject({ ok: false, error: 'No mail server is configured; set SMTP_HOST' })
  })
})
