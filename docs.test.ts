import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = import.meta.dirname
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const headingsOf = (text: string) => [...text.matchAll(/^#{2,3} (.+)$/gm)].map(([, heading]) => heading ?? '')
const documents = [
  'README.md',
  'SYSTEM_STATUS.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  ...globSync('docs/**/*.md', { cwd: root }),
]

describe('the documents', () => {
  it.each(documents)('%s links only to what exists', (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
      ([, target]) => target ?? '',
    )
    const missing = links.filter((target) => !existsSync(path.join(root, path.dirname(file), target)))
    expect(missing).toEqual([])
  })

  it.each(documents)('%s names only files that exist', (file) => {
    const named = [...read(file).matchAll(/`((?:[\w.@-]+\/)+[\w.-]+\.(?:ts|tsx|sql|md|service|conf))`/g)]
    const places = ['', 'apps/api/src', 'apps/web/src', 'docs', 'apps/api']
    const missing = named
      .map(([, name]) => name ?? '')
      .filter((name) => !places.some((place) => existsSync(path.join(root, place, name))))
    // The changelog tells of what was, the style guide of what could be.
    if (/CHANGELOG|STYLE|decisions/.test(file)) return
    expect(missing).toEqual([])
  })

  it('name only commands that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json'))
    const command =
      /(?:npm run (?:-s )?|pnpm )([a-z]+:[a-z-]+|smoke|load|soak|bench|e2e|check|format|build|dev|generate)\b/g
    const named = documents.flatMap((file) => [...read(file).matchAll(command)].map(([, name]) => name ?? ''))
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })
})

describe('TROUBLESHOOTING.md (R166)', () => {
  const text = read('docs/TROUBLESHOOTING.md')

  it.each([
    '400',
    '401',
    '403',
    '404',
    '409',
    '423',
    '429',
    '500',
    '503',
    '504',
    'Application failed to respond',
    'DNS',
    'localhost',
    'Connection refused',
    'Pool exhausted',
    'Slow queries',
    'Redis',
    'Cache',
    'E-mail',
    'OpenAI',
    'Twilio, campaigns, agents, tasks',
    'Memory',
    'CPU',
    'Latency',
    'CORS',
    'sign in',
  ])('has a heading for %s', (symptom) => {
    expect(headingsOf(text).some((heading) => heading.includes(symptom))).toBe(true)
  })

  it('says what a report must contain', () => {
    expect(text).toContain('X-Request-ID')
  })
})

describe('SYSTEM_STATUS.md (R170)', () => {
  const text = read('SYSTEM_STATUS.md')

  it('has its sections', () => {
    expect(headingsOf(text)).toEqual([
      'Current issues',
      'What works',
      'Known issues',
      'Next steps',
      'Metrics and capacity',
      'Endpoints',
      'Configuration',
      'Architecture',
      'Troubleshooting',
      'Indicators',
      'Goals',
      'Recent updates',
    ])
  })

  it('names an existing test for every claim', () => {
    const works = text.slice(text.indexOf('## What works'), text.indexOf('## Known issues'))
    const claims = works.split(/^- /m).slice(1)
    for (const claim of claims) {
      const files = [...claim.matchAll(/`([^`]+\.(?:test|e2e)\.tsx?|faults\/[\w-]+\.ts)`/g)].map(
        ([, file]) => file ?? '',
      )
      expect(files.length, claim).toBeGreaterThan(0)
      const missing = files.filter(
        (file) => !existsSync(path.join(root, file)) && !existsSync(path.join(root, 'apps/api/src', file)),
      )
      expect(missing, claim).toEqual([])
    }
  })
})

describe('the ways to deploy', () => {
  it('RAILWAY.md shows both ways to connect PostgreSQL (R159)', () => {
    const text = read('docs/RAILWAY.md')
    for (const word of [
      'Connect Service',
      'Share Variables',
      'railway.internal',
      'DATABASE_PUBLIC_URL',
      'Postgres.DATABASE_URL',
    ])
      expect(text).toContain(word)
  })

  it('DEPLOYMENT.md knows each platform (R160) and the way back (R162)', () => {
    expect(headingsOf(read('docs/DEPLOYMENT.md'))).toEqual(
      expect.arrayContaining([
        'Railway',
        'Docker',
        'Render',
        'Replit',
        'systemd',
        'nginx in front',
        'Capacity',
        'Rollback',
      ]),
    )
  })

  it('DEPLOYMENT_CHECKLIST.md has its parts (R161)', () => {
    const text = read('docs/DEPLOYMENT_CHECKLIST.md')
    for (const part of [
      'Pre-Deployment',
      'Review',
      'Merge',
      'Deploy',
      'Post-Deployment',
      'Outage test',
      'Rollback',
      'Success Criteria',
      'Deployed By',
      'Notes',
    ])
      expect(text).toContain(part)
  })

  it('has a numbered decision for every number', () => {
    const numbers = readdirSync(path.join(root, 'docs/decisions')).map((name) => Number(name.slice(0, 3)))
    expect(new Set(numbers).size).toBe(numbers.length)
  })
})
