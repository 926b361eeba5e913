import { afterEach, describe, expect, it } from 'vitest'
import { closedPort } from '../../test/closed-port.ts'
import type { TestUser } from '../../test/factories.ts'
import { type MailSink, startMailSink } from '../../test/mail-sink.ts'
import { runJobs } from '../../test/run-jobs.ts'
import { ownTestApi, type TestApi } from '../../test/test-api.ts'
import { enqueueJob } from '../jobs/queue/enqueue-job.ts'
import { mailUsers } from './mail-users.ts'

const open: MailSink[] = []
afterEach(async () => {
  for (const sink of open.splice(0)) await sink.close()
})

async function withMail(port?: number, sinkOptions = {}) {
  const sink = await startMailSink(sinkOptions)
  open.push(sink)
  const env = {
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(port ?? sink.port),
    FROM_EMAIL: 'crm@leadglass.test',
    FRONTEND_URL: 'https://crm.example.com',
  }
  return { sink, api: await ownTestApi({ env }) }
}

const hot = { subject: 'Acme is hot', text: 'Acme has become hot: score 84.', path: '/leads/7' }

async function mailJobs(api: TestApi) {
  const { rows } = await api.db.pool.query(
    `select status, attempts, error, result, input, run_at > now() as is_later from background_jobs
      where kind = 'mail' order by id`,
  )
  return rows
}

async function decline(api: TestApi, username: string): Promise<void> {
  await api.db.pool.query('update users set email_alerts = false where username = $1', [username])
}

/** A lead that somebody makes hot by what it does. */
async function makeHot(api: TestApi, as: TestUser): Promise<string> {
  await api.db.pool.query(
    `update scoring_models set document = jsonb_set(document, '{thresholds}', '{"hot": 3, "warm": 2}')`,
  )
  const { body: lead } = await api.call('post', '/api/leads', { as, body: { name: 'Acme' } }).expect(201)
  const body = { activity_type: 'demo_request' }
  await api.call('post', `/api/leads/${lead.id}/activity`, { as, body }).expect(201)
  return lead.id
}

describe('mails about hot leads (R105)', () => {
  it('go to the owner and the managers who want them, with a link, after the request was answered', async () => {
    const { sink, api } = await withMail()
    const dana = await api.build.user('dana')
    await api.build.user('mia', 'manager')
    await api.build.user('ada', 'admin')
    await api.build.user('omar')
    await decline(api, 'ada')
    const leadId = await makeHot(api, dana)
    expect(sink.mails).toEqual([])
    expect(await runJobs(api)).toEqual(['succeeded', 'succeeded', 'succeeded'])
    expect(sink.mails.map(({ to }) => to[0]).sort()).toEqual(['dana@leadglass.test', 'mia@leadglass.test'])
    for (const { source } of sink.mails) {
      expect(source).toMatch(/^Subject: Acme is hot\r$/m)
      expect(source).toContain('Acme has become hot: score')
      expect(source).toContain(`https://crm.example.com/leads/${leadId}`)
    }
    expect(JSON.stringify((await mailJobs(api)).map(({ input }) => input))).not.toContain('@')
  })

  it('are not sent where no mail server is configured, and nothing fails', async () => {
    const api = await ownTestApi()
    const dana = await api.build.user('dana')
    await makeHot(api, dana)
    expect(await runJobs(api)).toEqual(['succeeded'])
    expect(await mailJobs(api)).toMatchObject([{ status: 'succeeded', result: { sent: 0 } }])
  })
})

describe('the mail job (R119)', () => {
  it('tries again later what the server did not take, five times in all', async () => {
    const { api, sink } = await withMail(await closedPort())
    const dana = await api.build.user('dana')
    await mailUsers(api.db, [dana.id], hot)
    expect(await runJobs(api, 0)).toEqual(['retried'])
    expect(await mailJobs(api)).toMatchObject([
      {
        status: 'queued',
        attempts: 1,
        is_later: true,
        error: expect.stringContaining('SMTP connection failed'),
      },
    ])
    expect(await runJobs(api, 24 * 3_600_000)).toEqual(['retried', 'retried', 'retried', 'failed'])
    expect(await mailJobs(api)).toMatchObject([{ status: 'failed', attempts: 5 }])
    expect(sink.mails).toEqual([])
  })

  it('sends nobody a mail twice because that of another was refused', async () => {
    let refusals = 0
    const { api, sink } = await withMail(undefined, {
      onRcptTo: (address: { address: string }, _session: unknown, done: (error?: Error) => void) => {
        if (address.address.startsWith('omar') && refusals++ < 1) done(new Error('mailbox busy'))
        else done()
      },
    })
    const [dana, omar] = [await api.build.user('dana'), await api.build.user('omar')]
    await mailUsers(api.db, [dana.id, omar.id], hot)
    const outcomes = await runJobs(api)
    expect(outcomes.sort()).toEqual(['retried', 'succeeded', 'succeeded', 'succeeded'])
    expect(sink.mails.map(({ to }) => to[0]).sort()).toEqual(['dana@leadglass.test', 'omar@leadglass.test'])
  })

  it('shares out nothing twice when it is run again', async () => {
    const { api, sink } = await withMail()
    const [dana, omar] = [await api.build.user('dana'), await api.build.user('omar')]
    await mailUsers(api.db, [dana.id, omar.id], hot)
    await runJobs(api)
    await api.db.pool.query(
      `update background_jobs set status = 'queued' where kind = 'mail' and not input ? 'of'`,
    )
    await runJobs(api)
    expect(sink.mails).toHaveLength(2)
  })

  it('is not tried again where the address is none, or nobody wants it', async () => {
    const { api, sink } = await withMail()
    const [dana, omar] = [await api.build.user('dana'), await api.build.user('omar')]
    await api.db.pool.query(`update users set email = 'dana' where id = $1`, [dana.id])
    await decline(api, 'omar')
    await mailUsers(api.db, [dana.id], hot)
    await mailUsers(api.db, [omar.id], hot)
    expect(await runJobs(api)).toEqual(['failed', 'succeeded'])
    expect(sink.mails).toEqual([])
  })

  it('is left undone by a request that is rolled back', async () => {
    const { api } = await withMail()
    const dana = await api.build.user('dana')
    const work = api.db.transaction(async (tx) => {
      await mailUsers(tx, [dana.id], hot)
      throw new Error('never mind')
    })
    await expect(work).rejects.toThrow('never mind')
    await enqueueJob(api.db, { kind: 'mail', input: { userIds: [], ...hot }, requestedById: null })
    expect(await runJobs(api)).toEqual(['succeeded'])
    expect(await mailJobs(api)).toMatchObject([{ result: { sent: 0, reason: 'nobody wants it' } }])
  })
})
