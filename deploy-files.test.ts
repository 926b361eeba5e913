import { existsSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from './apps/api/src/config.ts'
import { environmentSchema } from './apps/api/src/environment.ts'

const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8')
const variables = Object.keys(environmentSchema.shape)
const healthRoutes = read('apps/api/src/health/health-routes.ts')
// Running requests, then loops and connections (apps/api/src/process/run-primary.ts).
const endsWithinMs = readConfig({}).drainMs + 2_000
const manifest = JSON.parse(read('package.json'))

const dockerfile = read('Dockerfile')
const instructions = dockerfile
  .replace(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line))
const instructionsOf = (name: string) =>
  instructions.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1))
const command: string[] = JSON.parse(instructionsOf('CMD').at(-1) ?? '')
const imageEnv = Object.fromEntries(
  instructionsOf('ENV').flatMap((line) => line.split(' ').map((pair) => pair.split('='))),
)

describe('Dockerfile', () => {
  it('runs the Node major version of the repository', () => {
    const major = manifest.devDependencies.node.split('.')[0]
    const bases = instructionsOf('FROM').filter((line) => line.startsWith('node:'))
    expect(new Set(bases.map((line) => line.split(' ')[0]))).toEqual(new Set([`node:${major}-slim`]))
  })

  it('installs the pnpm of the repository, from the lockfile as it is', () => {
    expect(dockerfile).toContain(`npm install --global ${manifest.packageManager}`)
    const installs = instructionsOf('RUN').filter((line) => line.startsWith('pnpm install'))
    expect(installs).toHaveLength(2)
    for (const line of installs) expect(line).toContain('--frozen-lockfile')
  })

  it('copies only what exists, and every manifest of the workspace', () => {
    const copied = instructionsOf('COPY')
      .filter((line) => !line.startsWith('--from') && !line.startsWith('. '))
      .flatMap((line) => line.split(' ').slice(0, -1))
    for (const file of copied) expect(existsSync(path.join(import.meta.dirname, file)), file).toBe(true)
    for (const folder of ['apps/api', 'apps/web', 'packages/contracts', 'packages/scoring']) {
      expect(copied).toContain(`${folder}/package.json`)
    }
  })

  it('starts Node itself, not as root', () => {
    expect(command).toEqual(['node', 'apps/api/src/main.ts'])
    expect(existsSync(path.join(import.meta.dirname, command[1] ?? ''))).toBe(true)
    expect(instructionsOf('USER')).toEqual(['node'])
  })

  it('asks the liveness check at the port of the server', () => {
    const [check] = instructionsOf('HEALTHCHECK')
    expect(check).toContain('/health/live')
    expect(healthRoutes).toContain("'/health/live'")
    expect(instructionsOf('EXPOSE')).toEqual([imageEnv.PORT])
    expect(Number(imageEnv.PORT)).toBe(readConfig({}).port)
    const readByNodeItself = ['NODE_COMPILE_CACHE', 'NODE_OPTIONS']
    for (const name of Object.keys(imageEnv)) expect([...variables, ...readByNodeItself]).toContain(name)
  })

  it('leaves secrets and the work of this machine out of its context', () => {
    const ignored = read('.dockerignore').split('\n')
    for (const name of ['**/node_modules', '.git', '.env', '.data', '**/dist', '**/generated']) {
      expect(ignored).toContain(name)
    }
  })
})

describe('docker-compose.yml', () => {
  const compose = parse(read('docker-compose.yml'))
  const { app, postgres } = compose.services

  it('runs a supported PostgreSQL on a named volume and asks it over TCP', () => {
    expect(postgres.image).toBe('postgres:17')
    const [volume] = postgres.volumes[0].split(':')
    expect(compose.volumes).toHaveProperty([volume])
    expect(postgres.healthcheck.test.join(' ')).toContain('pg_isready -h 127.0.0.1')
    expect(app.depends_on.postgres.condition).toBe('service_healthy')
  })

  it('gives the server variables that it knows, and the database of the other service', () => {
    for (const name of Object.keys(app.environment)) expect(variables).toContain(name)
    expect(app.environment).toMatchObject({
      PGHOST: 'postgres',
      PGUSER: postgres.environment.POSTGRES_USER,
      PGPASSWORD: postgres.environment.POSTGRES_PASSWORD,
      PGDATABASE: postgres.environment.POSTGRES_DB,
    })
    for (const secret of [app.environment.SECRET_KEY, app.environment.PGPASSWORD]) {
      expect(secret).toMatch(/^\$\{\w+:\?/)
    }
  })

  it('starts with the production configuration that results', () => {
    const filled = Object.entries(app.environment).map(([name, value]) => [name, fill(String(value))])
    const config = readConfig({ ...imageEnv, ...Object.fromEntries(filled) })
    expect(config).toMatchObject({ isProduction: true, trustProxy: false, demo: false })
    expect(config.database).toMatchObject({ host: 'postgres', isLocalhost: false, problem: null })
  })

  it('publishes the port of the image and stops later than the server needs', () => {
    expect(app.ports).toEqual([`\${PORT:-8000}:${imageEnv.PORT}`])
    expect(Number.parseInt(app.stop_grace_period, 10) * 1000).toBeGreaterThan(endsWithinMs)
  })
})

describe('Railway', () => {
  const config = JSON.parse(read('railway.json'))
  const { app, resources } = readRailwayProject()

  it('builds the Dockerfile and starts what it starts', () => {
    expect(config.build).toEqual({ builder: 'DOCKERFILE', dockerfilePath: 'Dockerfile' })
    expect(config.deploy.startCommand).toBe(command.join(' '))
  })

  it('waits for readiness and lets the server finish', () => {
    expect(healthRoutes).toContain(`'${config.deploy.healthcheckPath}'`)
    expect(config.deploy.restartPolicyType).toBe('ON_FAILURE')
    expect(Number(config.deploy.drainingSeconds) * 1000).toBeGreaterThan(endsWithinMs)
  })

  it('says the same in railway.json and in .railway/railway.ts', () => {
    expect(app).toMatchObject({
      start: config.deploy.startCommand,
      healthcheck: config.deploy.healthcheckPath,
      healthcheckTimeout: config.deploy.healthcheckTimeout,
    })
    expect(app.env.RAILWAY_DEPLOYMENT_DRAINING_SECONDS).toBe(config.deploy.drainingSeconds)
    expect(resources).toEqual(['Postgres', 'leadglass'])
  })

  it('sets variables that the server or Railway knows, and no secret', () => {
    for (const name of Object.keys(app.env))
      expect([...variables, 'RAILWAY_DEPLOYMENT_DRAINING_SECONDS']).toContain(name)
    expect(app.env.SECRET_KEY).toBe('preserved')
    expect(app.env.DATABASE_URL).toBe('reference to Postgres.DATABASE_URL')
  })
})

describe('.env.example', () => {
  const lines = read('.env.example').split('\n')
  const named = lines.flatMap((line) => /^(?:# )?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? [])

  it('explains every variable of the server once, and no other', () => {
    expect(named.toSorted()).toEqual(variables.toSorted())
  })

  it('changes nothing as it stands', () => {
    expect(lines.filter((line) => line && !line.startsWith('#'))).toEqual([])
  })

  it('shows values that the server takes, and the defaults it has', () => {
    const shown = lines.flatMap((line) => {
      const [, name, value] = /^# ([A-Z][A-Z0-9_]+)=(.+)$/.exec(line) ?? []
      return name && value ? [[name, value]] : []
    })
    const sample = Object.fromEntries(shown)
    expect(environmentSchema.safeParse(sample).error?.issues ?? []).toEqual([])
    // An example of a database or a platform is not a default.
    const examples =
      /^(DATABASE_URL|POSTGRES|PG|RAILWAY_|WEB_DIST|REDIS_|LOG_FILE$|ACCESS_LOG|ALERT_|SMTP_|FROM_|SUPPORT_|FRONTEND_)/
    const defaults = Object.fromEntries(shown.filter(([name]) => !examples.test(name ?? '')))
    const comparable = (env: Record<string, string>) => ({
      ...readConfig(env),
      secretKey: null,
      variablesSet: null,
      environmentNames: null,
    })
    expect(comparable(defaults)).toEqual(comparable({}))
  })
})

/** `${NAME:-default}` and `${NAME:?message}` as compose fills them in. */
function fill(value: string): string {
  return value.replace(/\$\{\w+(?::-(\w*))?[^}]*\}/g, (_all, fallback?: string) => fallback ?? 'x'.repeat(40))
}

type Service = { env: Record<string, string>; [setting: string]: unknown }

/** Runs railway.ts against stand-ins: the real ones come with Railway's command line. */
function readRailwayProject(): { app: Service; resources: string[] } {
  const code = stripTypeScriptTypes(read('.railway/railway.ts'))
    .replace(/^import .* from 'railway\/iac'$/m, '')
    .replace('export default', 'return')
  const services: Service[] = []
  const run = new Function('defineRailway', 'postgres', 'preserve', 'project', 'service', code)
  const resources: { name: string }[] = run(
    (define: () => unknown) => define(),
    (name: string) => ({ name, env: { DATABASE_URL: `reference to ${name}.DATABASE_URL` } }),
    () => 'preserved',
    (_name: string, project: { resources: unknown }) => project.resources,
    (name: string, settings: Service) => {
      services.push(settings)
      return { name }
    },
  )
  const [app] = services
  if (!app) throw new Error('railway.ts declares no service')
  return { app, resources: resources.map(({ name }) => name) }
}
