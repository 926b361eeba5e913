import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import supertest from 'supertest'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { connect } from '../src/db/db.ts'

export type MisconfiguredApi = {
  app: FastifyInstance
  request: ReturnType<typeof supertest>
  baseUrl: string
  close(): Promise<void>
}

/** A listening server whose environment is given as it is: with a database that is not there, or without any. */
export async function misconfiguredApi(env: Record<string, string>): Promise<MisconfiguredApi> {
  const config = readConfig({
    NODE_ENV: 'test',
    SECRET_KEY: 'a-secret-of-the-tests-0123456789abcdef',
    ...env,
  })
  const db = connect({ url: config.database.url, max: 3, onIdleError: () => {} })
  const app = await buildApp({ config, db, log: pino({ level: 'silent' }), checkAnswers: true })
  const baseUrl = await app.listen({ host: '127.0.0.1', port: 0 })
  const close = async () => {
    await app.close()
    await db.close()
  }
  return { app, request: supertest(baseUrl), baseUrl, close }
}
