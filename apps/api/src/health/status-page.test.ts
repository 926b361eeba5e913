import { createHash } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { misconfiguredApi } from '../../test/misconfigured-api.ts'
import { ownTestApi } from '../../test/test-api.ts'
import { durationText } from './duration-text.ts'
import { html } from './html.ts'

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8'

async function pageOf(env: Record<string, string>) {
  const api = await misconfiguredApi(env)
  onTestFinished(() => api.close())
  return api.request.get('/health').set('accept', browser)
}

describe('GET /health in a browser (R013)', () => {
  it('is a page that says that all is good, and asks again by itself', async () => {
    const api = await ownTestApi({
      env: { RAILWAY_GIT_COMMIT_SHA: 'fb5550e732e1044e87fd7364ba15a111a74f9d98' },
    })
    const page = await api.request.get('/health').set('accept', browser).set('x-request-id', 'a-request')
    expect(page.status).toBe(200)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.headers).toMatchObject({ refresh: '15', 'cache-control': 'no-store', vary: 'accept' })
    expect(page.text).toContain('<title>All good · Leadglass</title>')
    for (const text of [
      'Connection pool',
      'of 10 in use',
      'Circuit breaker',
      'Closed',
      'Applied',
      'a-request',
    ]) {
      expect(page.text).toContain(text)
    }
    expect(page.text).toContain('0.1.0 · fb5550e')
    expect(page.text).not.toMatch(/DB uptime|undefined|null|NaN|\[object/)
  })

  it('shows the uptime of the database once it is known', async () => {
    const api = await ownTestApi()
    await api.db.pool.query(
      `insert into service_minutes (minute, database_ok, database_failed) values (date_trunc('minute', now()), 199, 1)`,
    )
    const page = await api.request.get('/health').set('accept', browser)
    expect(page.text).toContain('DB uptime 99.5 % of the last 24 hours')
  })

  it('warns of a pool that is nearly used up', async () => {
    const api = await ownTestApi()
    const held = await Promise.all(Array.from({ length: 9 }, () => api.db.pool.connect()))
    const page = await api.request.get('/health').set('accept', browser)
    for (const client of held) client.release()
    expect(page.status).toBe(200)
    expect(page.text).toContain('9 of 10 in use: nearly used up')
    expect(page.text).toContain('width="90"')
  })

  it('says why it is down and what to do, with the same status and no secret', async () => {
    const page = await pageOf({ DATABASE_URL: 'postgresql://dana:s3cret@no-such-host.invalid:5432/crm' })
    expect(page.status).toBe(503)
    expect(page.headers.refresh).toBe('5')
    expect(page.text).toContain('<b>Down:</b> the host name of the database is not known')
    const steps = [...page.text.matchAll(/<li>(.*?)<\/li>/g)].map(([, step]) => step)
    expect(steps.length).toBeGreaterThanOrEqual(5)
    expect(steps.join('\n')).toMatch(
      /Copy the actual URL[\s\S]*Backend service, then Variables[\s\S]*Redeploy/,
    )
    expect(page.text).not.toMatch(/s3cret|dana|no-such-host/)
  })

  it('runs nothing, loads nothing, and its one style is the one that its policy names', async () => {
    const page = await pageOf({})
    expect(page.text).not.toMatch(/<script|javascript:|\son\w+=|\sstyle=|<img|@import|url\(/i)
    expect(page.text.match(/<link[^>]*href="(?!data:)/)).toBeNull()
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page.text) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(page.headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
  })

  it('escapes whatever the environment says', async () => {
    const page = await pageOf({
      ENVIRONMENT: '<script>alert("x")</script>',
      RAILWAY_GIT_COMMIT_SHA: `"><b 'c'`,
    })
    expect(page.text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;')
    expect(page.text).not.toMatch(/<script|"><b/)
  })

  it.each([
    ['curl', '*/*'],
    ['a probe without a word', ''],
    ['the web app', 'application/json'],
  ])('stays JSON for %s', async (_name, accept) => {
    const api = await misconfiguredApi({})
    onTestFinished(() => api.close())
    const answer = await api.request.get('/health').set('accept', accept)
    expect(answer.headers['content-type']).toContain('application/json')
    expect(answer.body.status).toBe('degraded')
  })

  it('is JSON in a browser as well when that is asked for', async () => {
    const api = await misconfiguredApi({})
    onTestFinished(() => api.close())
    const answer = await api.request.get('/health?format=json').set('accept', browser)
    expect(answer.body.error_type).toBe('database_url_missing')
  })
})

describe('html', () => {
  it('escapes what is put in, but not what is HTML already', () => {
    expect(html`<p>${'<&>"\''}${html`<b>${1}</b>`}${['a', '<']}${null}${false}</p>`.text).toBe(
      '<p>&lt;&amp;&gt;&quot;&#39;<b>1</b>a&lt;</p>',
    )
  })
})

describe('durationText', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [59.9, '59 s'],
    [60, '1 min'],
    [90, '1 min 30 s'],
    [3_600, '1 h'],
    [3_661, '1 h 1 min'],
    [86_399, '23 h 59 min'],
    [200_000, '2 d 7 h'],
    [86_400 + 59, '1 d'],
  ])('%d s is %s', (seconds, text) => {
    expect(durationText(seconds).replaceAll('\u00a0', ' ')).toBe(text)
  })
})
