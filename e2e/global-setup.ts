import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startTemporaryPostgres } from '../apps/api/src/db/embedded-postgres.ts'
import { buildWeb } from '../scripts/build-web.ts'
import { migrateDatabase } from '../scripts/runtime-database.ts'
import { seedDemo } from '../scripts/seed-demo.ts'

declare module 'vitest' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be added to from outside.
  export interface ProvidedContext {
    baseUrl: string
    /** For the commands of the documents: what an operator has at hand. */
    operator: { DATABASE_URL: string; LOG_FILE: string; ACCESS_LOG: string; DEBUG_TOKEN: string }
  }
}

const root = path.resolve(import.meta.dirname, '..')

/** What a visitor of `npm start` gets: the built web app and the API on one port, with the demo company. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildWeb()
  const database = await startTemporaryPostgres()
  try {
    await migrateDatabase(database.url)
    await seedDemo({ databaseUrl: database.url, log: () => {} })
    const folder = mkdtempSync(path.join(tmpdir(), 'leadglass-journeys-'))
    const operator = {
      DATABASE_URL: database.url,
      LOG_FILE: path.join(folder, 'leadglass.log'),
      ACCESS_LOG: path.join(folder, 'access.log'),
      DEBUG_TOKEN: 'a-debug-token-of-the-journeys',
    }
    const server = await startServer(operator)
    await learnedFromDemo(database.url)
    project.provide('baseUrl', server.baseUrl)
    project.provide('operator', operator)
    return async () => {
      await server.stop()
      await database.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  } catch (error) {
    await database.stop()
    throw error
  }
}

async function startServer(settings: Record<string, string>) {
  const port = await freePort()
  const child = spawn(process.execPath, ['apps/api/src/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'development',
      ...settings,
      LEADGLASS_EMBEDDED_DB: '1',
      SECRET_KEY: 'a-secret-of-the-journeys-0123456789abcdef',
      HOST: '127.0.0.1',
      PORT: String(port),
      // Every journey comes from one address.
      AUTH_RATE_LIMIT_MAX_REQUESTS: '1000',
      RATE_LIMIT_MAX_REQUESTS: '100000',
    },
  })
  const baseUrl = `http://127.0.0.1:${port}`
  for (let tries = 0; !(await isHealthy(baseUrl)); tries++) {
    if (tries > 300 || child.exitCode !== null) throw new Error('the server did not become healthy')
    await sleep(100)
  }
  return {
    baseUrl,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** The first thing that the server does with the demo; scores stand still afterwards. */
async function learnedFromDemo(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const underWay = `select 1 from background_jobs
    where status in ('queued', 'running') and kind in ('train', 'rescore', 'judge') and input ->> 'again' is null`
  try {
    for (let tries = 0; (await client.query(underWay)).rows.length > 0; tries++) {
      if (tries > 600) throw new Error('the server did not learn from the demo')
      await sleep(200)
    }
  } finally {
    await client.end()
  }
}

async function isHealthy(baseUrl: string): Promise<boolean> {
  const answer = await fetch(`${baseUrl}/health`).catch(() => null)
  await answer?.arrayBuffer()
  return answer?.ok ?? false
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
