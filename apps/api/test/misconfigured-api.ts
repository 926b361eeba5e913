import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import pino from 'pino'
import supertest from 'supertest'
import { type AppOptions, buildApp } from '../src/app.ts'
import { type Config, readConfig } from '../src/config.ts'
import { connect, type Database } from '../src/db/db.ts'

export type MisconfiguredApi = {
  app: FastifyInstance
  request: ReturnType<typeof supertest>
  baseUrl: string
  config: Config
  db: Database
  close(): Promise<void>
}

type Options = Partial<Pick<AppOptions, 'log' | 'loops' | 'mailer' | 'clock'>>

/** A listening server whose environment is given as it is: with a database that is not there, or without any. */
export async function misconfiguredApi(
  env: Record<string, string>,
  options: Options = {},
): Promise<MisconfiguredApi> {
  const config = readConfig({
    NODE_ENV: 'test',
    SECRET_KEY: 'a-secret-of-the-tests-0123456789abcdef',
    ...env,
  })
  const log: FastifyBaseLogger = options.log ?? pino({ level: 'silent' })
  const db = connect({ url: config.database.url, max: 3, log, onIdleError: () => {} })
  const app = await buildApp({ ...options, config, db, log, checkAnswers: true })
  const baseUrl = await app.listen({ host: '127.0.0.1', port: 0 })
  const close = async () => {
    await app.close()
    await db.close()
  }
  return { app, request: supertest(baseUrl), baseUrl, config, db, close }
}
