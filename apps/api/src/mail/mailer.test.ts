import { createServer } from 'node:net'
import { Writable } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { closedPort } from '../../test/closed-port.ts'
import { type MailSink, startMailSink } from '../../test/mail-sink.ts'
import { createLog } from '../log.ts'
import { createMailer, type SmtpSettings } from './mailer.ts'

const password = 'a-mail-password-canary'

function settings(parts: Partial<SmtpSettings>): SmtpSettings {
  return {
    host: '127.0.0.1',
    port: 25,
    user: undefined,
    password: undefined,
    secure: false,
    from: 'Leadglass <crm@leadglass.test>',
    ...parts,
  }
}

/** A log that can be read, made as the server makes its own. */
function readableLog() {
  let text = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk
      done()
    },
  })
  return { log: createLog('info', stream), text: () => text }
}

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

async function sinkAndMailer(parts: Partial<SmtpSettings> = {}, sinkOptions = {}) {
  const sink: MailSink = await startMailSink(sinkOptions)
  const { log, text } = readableLog()
  const mailer = createMailer(settings({ port: sink.port, ...parts }), log)
  open.push(sink, mailer)
  return { sink, mailer, logged: text }
}

describe('createMailer (R136)', () => {
  it('sends a mail to one recipient from the configured address', async () => {
    const { sink, mailer } = await sinkAndMailer()
    expect(mailer.status()).toMatchObject({ state: 'unknown', port: sink.port, from: 'crm@leadglass.test' })
    await mailer.send({
      to: 'dana@example.com',
      subject: 'Grüße',
      text: 'It works.',
      html: '<p>It works.</p>',
    })
    expect(sink.mails).toHaveLength(1)
    expect(sink.mails[0]).toMatchObject({ from: 'crm@leadglass.test', to: ['dana@example.com'] })
    expect(sink.mails[0]?.source).toMatch(/^From: Leadglass <crm@leadglass\.test>\r$/m)
    expect(sink.mails[0]?.source).toContain('It works.')
    expect(mailer.status()).toMatchObject({ state: 'ok', last_error: null })
    expect(mailer.status().last_sent_at).toBeTruthy()
  })

  it.each([
    ['a subject', { subject: 'Hello\r\nBcc: eve@example.com\r\n\r\nother text' }],
    ['a subject with other line ends', { subject: 'Hello\u2028Bcc: eve@example.com\nX-Evil: 1' }],
  ])('lets %s begin no header of its own', async (_name, part) => {
    const { sink, mailer } = await sinkAndMailer()
    await mailer.send({ to: 'dana@example.com', text: 'text', ...part })
    expect(sink.mails[0]?.to).toEqual(['dana@example.com'])
    expect(sink.mails[0]?.source).not.toMatch(/^(Bcc|X-Evil):/m)
  })

  it.each([
    'dana@example.com, eve@example.com',
    'dana@example.com\r\nBcc: eve@example.com',
    '"dana@example.com" <eve@example.com>, <x@example.com>',
    'eve@example.com(comment)',
    'group: eve@example.com;',
    'dana',
    '',
  ])('refuses %j as a recipient before it connects', async (to) => {
    const { sink, mailer } = await sinkAndMailer()
    await expect(mailer.send({ to, subject: 'Hello', text: 'text' })).rejects.toMatchObject({
      reason: 'invalid_address',
    })
    expect(sink.mails).toEqual([])
    expect(mailer.status().state).toBe('unknown')
  })

  it('signs in, and tells a refused password by its reason without showing it', async () => {
    const { sink, mailer } = await sinkAndMailer({ user: 'crm', password }, { authOptional: false })
    await mailer.verify()
    expect(sink.passwords).toEqual([password])
    const refusing = await sinkAndMailer(
      { user: 'crm', password },
      {
        authOptional: false,
        onAuth: (auth: { password?: string }, _session: unknown, done: (error: Error) => void) =>
          done(new Error(`no such password: ${auth.password}`)),
      },
    )
    const failure = await refusing.mailer.verify().catch((error: Error) => error)
    expect(failure).toMatchObject({ name: 'MailError', reason: 'authentication' })
    expect(String(failure)).toContain(
      `SMTP connection failed: 127.0.0.1:${refusing.sink.port}: the server refused`,
    )
    expect(refusing.logged()).toContain('SMTP connection failed')
    expect(refusing.logged()).toContain(`"port":${refusing.sink.port}`)
    for (const text of [refusing.logged(), String(failure), JSON.stringify(refusing.mailer.status())]) {
      expect(text).not.toContain(password)
      expect(text).not.toContain(Buffer.from(password).toString('base64').slice(0, 12))
    }
    expect(refusing.mailer.status()).toMatchObject({ state: 'failing' })
  })

  it('does not talk to a server whose certificate nobody vouches for', async () => {
    // The library's own self-signed certificate.
    const { sink, mailer } = await sinkAndMailer({}, { disabledCommands: [], hideSTARTTLS: false })
    await expect(
      mailer.send({ to: 'dana@example.com', subject: 'Hello', text: 'text' }),
    ).rejects.toMatchObject({
      reason: 'tls',
    })
    expect(sink.mails).toEqual([])
    const implicit = await sinkAndMailer({ secure: true, user: 'crm', password }, { secure: true })
    await expect(implicit.mailer.verify()).rejects.toMatchObject({ reason: 'tls' })
    expect(implicit.sink.passwords).toEqual([])
  })

  it('names a closed port, a name that does not resolve and a silent server', async () => {
    const { log } = readableLog()
    const closed = createMailer(settings({ port: await closedPort() }), log)
    await expect(closed.verify()).rejects.toMatchObject({ reason: 'connection_refused' })
    const nameless = createMailer(settings({ host: 'no-such-host.invalid' }), log)
    await expect(nameless.verify()).rejects.toMatchObject({ reason: 'name_not_found' })
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    open.push(silent)
    await new Promise((resolve) => silent.once('listening', resolve))
    const { port } = silent.address() as { port: number }
    await expect(createMailer(settings({ port }), log).verify()).rejects.toMatchObject({ reason: 'timeout' })
  })

  it('sends nothing and says so where no server is configured', async () => {
    const { log, text } = readableLog()
    const mailer = createMailer(null, log)
    expect(mailer.status()).toMatchObject({ state: 'off', host: null })
    await expect(mailer.send({ to: 'dana@example.com', subject: 'a', text: 'b' })).rejects.toMatchObject({
      reason: 'not_configured',
    })
    expect(text()).toBe('')
  })
})
