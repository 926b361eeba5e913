import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startTemporaryPostgres } from '../apps/api/src/db/embedded-postgres.ts'
import { rootDir } from './paths.ts'
import { migrateDatabase } from './runtime-database.ts'

// `pnpm verify:rollback <tag or commit>`: does that version run on the schema of this one (R162)? A database is
// migrated and filled by the present checkout, then served by the other version, and the smoke checks are run.
const ref = process.argv.slice(2).find((argument) => argument !== '--')
if (!ref) {
  console.error('Usage: pnpm verify:rollback <tag or commit of the version to go back to>')
  process.exit(1)
}
const folder = path.join(mkdtempSync(path.join(tmpdir(), 'leadglass-rollback-')), 'checkout')
const database = await startTemporaryPostgres()
try {
  await migrateDatabase(database.url)
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    NODE_ENV: 'development',
    SEED_PASSWORD: 'a-password-of-the-drill',
  }
  await run('node', ['scripts/seed-users.ts'], { cwd: rootDir, env })
  await run('git', ['worktree', 'add', '--detach', folder, ref], { cwd: rootDir })
  await run('npx', ['--yes', 'pnpm@12.21.0', 'install', '--frozen-lockfile', '--prefer-offline'], {
    cwd: folder,
  })
  await run(nodeOf(folder), ['scripts/generate.ts'], { cwd: folder })
  await serveAndCheck(env)
  console.log(`\n${ref} runs on the schema of this version.`)
} catch (error) {
  console.error(`\n${ref} does not run on the schema of this version: ${(error as Error).message}`)
  process.exitCode = 1
} finally {
  await run('git', ['worktree', 'remove', '--force', folder], { cwd: rootDir }).catch(() => {})
  rmSync(path.dirname(folder), { recursive: true, force: true })
  await database.stop()
}

async function serveAndCheck(env: NodeJS.ProcessEnv): Promise<void> {
  const port = await freePort()
  const server = spawn(nodeOf(folder), ['apps/api/src/main.ts'], {
    cwd: folder,
    env: { ...env, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'warn' },
    stdio: 'inherit',
  })
  const ended = new Promise<never>((_resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`its server ended with code ${code}`)))
  })
  ended.catch(() => {})
  const smoke = ['scripts/smoke.ts', '--base', `http://127.0.0.1:${port}`, '--wait', '30']
  const login = { SMOKE_USERNAME: 'manager', SMOKE_PASSWORD: 'a-password-of-the-drill' }
  try {
    await Promise.race([
      ended,
      run(process.execPath, smoke, { cwd: rootDir, env: { ...process.env, ...login } }),
    ])
  } finally {
    server.kill('SIGTERM')
    await ended.catch(() => {})
  }
}

function nodeOf(checkout: string): string {
  return path.join(checkout, 'node_modules/.bin/node')
}

function run(
  command: string,
  args: string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<void> {
  console.log(`$ ${path.basename(command)} ${args.join(' ')}`)
  return new Promise((resolve, reject) => {
    const child = spawn(command === 'node' ? process.execPath : command, args, {
      ...options,
      stdio: 'inherit',
    })
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args[0]} ended with ${code}`)),
    )
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
