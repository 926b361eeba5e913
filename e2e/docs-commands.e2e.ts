import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { demoPassword } from '../apps/api/src/demo/demo-password.ts'

const root = path.resolve(import.meta.dirname, '..')
const guide = readFileSync(path.join(root, 'docs/TROUBLESHOOTING.md'), 'utf8')
const operator = inject('operator')
const base = inject('baseUrl')

/** The blocks of the guide that are marked `test`, by the line on which they begin. */
const blocks = [...guide.matchAll(/^```(bash|sql) test\n([^`]*)^```/gm)].map(
  ({ 1: language, 2: text, index }) => ({
    language,
    text: text ?? '',
    line: guide.slice(0, index).split('\n').length,
  }),
)
const shellBlocks = blocks.filter(({ language }) => language === 'bash')
const sqlBlocks = blocks.filter(({ language }) => language === 'sql')

const tools = ['bash', 'curl', 'grep', 'sed']
const missing = tools.filter((tool) => spawnSync(tool, ['--version']).error)
const unless = missing.length === 0 ? '' : ` (skipped: this machine has no ${missing.join(', ')})`

describe('docs/TROUBLESHOOTING.md (R166)', () => {
  let token = ''
  const admin = new pg.Client({ connectionString: operator.DATABASE_URL })
  beforeAll(async () => {
    await admin.connect()
    const answer = await fetch(`${base}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password: demoPassword }),
    })
    token = ((await answer.json()) as { access_token: string }).access_token
  })
  afterAll(() => admin.end())

  it('marks enough of its commands', () => {
    expect(shellBlocks.length).toBeGreaterThanOrEqual(7)
    expect(sqlBlocks.length).toBeGreaterThanOrEqual(7)
  })

  it.skipIf(missing.length > 0).each(shellBlocks)(
    `runs the commands at line $line${unless}`,
    async ({ text }) => {
      const env = { PATH: process.env.PATH, HOME: process.env.HOME, B: base, TOKEN: token, ...operator }
      const shell = ['--norc', '--noprofile', '-euc', text]
      const { stdout } = await promisify(execFile)('bash', shell, { cwd: root, env })
      expect(stdout.trim()).not.toBe('')
    },
  )

  it.each(sqlBlocks)('runs the SQL at line $line', async ({ text }) => {
    await expect(admin.query(text)).resolves.toBeDefined()
  })
})
