import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildWeb } from './build-web.ts'
import { generateClient } from './generate.ts'
import { webDir } from './paths.ts'
import { runService, type Service } from './run-service.ts'
import { prepareDemo, type RuntimeDatabase, startRuntimeDatabase } from './runtime-database.ts'
import { readRuntimeEnv, wantsDemoData } from './runtime-env.ts'
import { stopSignal, unlessStopped } from './stop-signal.ts'

export type Mode = 'start' | 'dev'

const WEB_DEV_PORT = '5173'

/** Brings the whole application up, keeps it up until it is told to stop, and ends this process. */
export async function launchUntilStopped(mode: Mode): Promise<never> {
  try {
    process.exit(await launch(mode, stopSignal()))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}

async function launch(mode: Mode, stopping: AbortSignal): Promise<number> {
  const given = readRuntimeEnv()
  await refuseTakenPort(Number(given.PORT))
  const services: Service[] = []
  let starting: Promise<RuntimeDatabase> | undefined
  try {
    await unlessStopped(stopping, generateClient(stopping))
    starting = startRuntimeDatabase(given)
    const web = mode === 'start' ? buildWeb(stopping) : Promise.resolve()
    const database = await unlessStopped(stopping, starting)
    const env = { ...given, ...database.env }
    await unlessStopped(stopping, Promise.all([prepareDemo(env), web]))
    services.push(...startServices(mode, env))
    const ended = [
      ...services.map((service) => service.exited),
      database.exited.then(() => reportLostDatabase(stopping)),
    ]
    const announced = announce(mode, env, stopping)
    announced.catch(() => {})
    return await unlessStopped(stopping, Promise.race(ended))
  } catch (error) {
    if (!stopping.aborted) throw error
    return 0
  } finally {
    if (stopping.aborted) sayGoodbye()
    await Promise.all(services.map((service) => service.stop()))
    // The database last: the API ends its requests first.
    await (await starting?.catch(() => undefined))?.stop()
  }
}

function startServices(mode: Mode, env: NodeJS.ProcessEnv): Service[] {
  const api = 'apps/api/src/main.ts'
  if (mode === 'start') return [runService([api], { env })]
  const vite = [
    'node_modules/vite/bin/vite.js',
    '--port',
    WEB_DEV_PORT,
    '--strictPort',
    '--clearScreen',
    'false',
  ]
  return [
    runService(['--watch', '--watch-preserve-output', api], { env }),
    runService(vite, { env, cwd: webDir }),
  ]
}

function sayGoodbye(): void {
  console.log('Stopping …')
  // Migrations or demo data that are cut short here lose their connections, wherever they are in their work.
  process.on('uncaughtException', () => {})
}

function reportLostDatabase(stopping: AbortSignal): number {
  if (!stopping.aborted) console.error('The embedded database has ended; .data/postgres.log says why.')
  return 1
}

async function announce(mode: Mode, env: NodeJS.ProcessEnv, stopping: AbortSignal): Promise<void> {
  const health = `http://localhost:${env.PORT}/health/live`
  while (!(await answers(health, stopping))) await sleep(50, undefined, { signal: stopping })
  const address = `http://localhost:${mode === 'dev' ? WEB_DEV_PORT : env.PORT}`
  const signIns = wantsDemoData(env) || env.LEADGLASS_EMBEDDED_DB === '1'
  console.log(`\n  Leadglass is ready: ${address}`)
  if (signIns) console.log('  Sign in as admin, manager, rep1 or rep2; the password is leadglass-demo')
  console.log('  Ctrl-C stops it\n')
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(2000)]) }).catch(
    () => null,
  )
  await response?.arrayBuffer()
  // Whatever it says: a server without its database is up and says so there.
  return response !== null
}

function refuseTakenPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE'
        ? reject(new Error(`Port ${port} is in use. Choose another one: PORT=${port + 1} npm start`))
        : resolve(),
    )
    probe.listen(port, () => probe.close(() => resolve()))
  })
}
