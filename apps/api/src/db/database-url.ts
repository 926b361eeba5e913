export type UrlProblem = 'database_url_missing' | 'unresolved_variable_reference' | 'invalid_url'

export type DatabaseUrl = {
  /** What pg connects to; empty when there is none. */
  readonly url: string
  /** The variable it came from. */
  readonly source: string | null
  readonly host: string | null
  readonly isLocalhost: boolean
  readonly hasUnresolvedReference: boolean
  /** What is wrong with the text itself, before anything is tried. */
  readonly problem: UrlProblem | null
}

const sources = ['DATABASE_URL', 'POSTGRES_URL', 'POSTGRES_DATABASE_URL'] as const
const parts = ['PGHOST', 'PGPORT', 'PGUSER', 'PGPASSWORD', 'PGDATABASE'] as const

/** Every variable that may say where the database is. */
export const databaseUrlVariables: readonly string[] = [...sources, ...parts]

/** Finds the database in the environment: DATABASE_URL, POSTGRES_URL, POSTGRES_DATABASE_URL, then PG* parts (R019). */
export function findDatabaseUrl(env: Record<string, string | undefined>): DatabaseUrl {
  for (const source of sources) {
    const value = env[source]?.trim()
    if (value) return describe(value, source)
  }
  if (env.PGHOST) return describe(urlFromParts(env), 'PGHOST')
  return {
    url: '',
    source: null,
    host: null,
    isLocalhost: false,
    hasUnresolvedReference: false,
    problem: 'database_url_missing',
  }
}

/** What one given URL says. `problem` overrides what is found in its text. */
export function parseDatabaseUrl(value: string, problem?: UrlProblem | null): DatabaseUrl {
  const database = value ? describe(value, 'DATABASE_URL') : findDatabaseUrl({})
  return problem === undefined ? database : { ...database, problem }
}

function urlFromParts(env: Record<string, string | undefined>): string {
  const user = encodeURIComponent(env.PGUSER ?? 'postgres')
  const password = env.PGPASSWORD ? `:${encodeURIComponent(env.PGPASSWORD)}` : ''
  const database = encodeURIComponent(env.PGDATABASE ?? env.PGUSER ?? 'postgres')
  return `postgresql://${user}${password}@${env.PGHOST}:${env.PGPORT ?? 5432}/${database}`
}

function describe(value: string, source: string): DatabaseUrl {
  // `${{ … }}` is looked for in the text: pg would parse it into a host called "base".
  const hasUnresolvedReference = value.includes('${{')
  // postgres://, postgresql+driver:// and postgresql:// mean the same.
  const url = sayWhatPgDoes(value.replace(/^postgres(ql)?(\+\w+)?:\/\//, 'postgresql://'))
  const parsed = hasUnresolvedReference ? null : parse(url)
  const host = parsed?.hostname.replace(/^\[|\]$/g, '') ?? null
  return {
    url,
    source,
    host,
    isLocalhost: host !== null && isLocalhost(host),
    hasUnresolvedReference,
    problem: hasUnresolvedReference ? 'unresolved_variable_reference' : parsed ? null : 'invalid_url',
  }
}

/**
 * pg takes `require`, `prefer` and `verify-ca` for `verify-full` and prints a warning that this will change. Written
 * out it means the same today and tomorrow.
 */
function sayWhatPgDoes(url: string): string {
  if (/[?&]uselibpqcompat=true/.test(url)) return url
  return url.replace(/([?&]sslmode=)(require|prefer|verify-ca)(?=&|$)/, '$1verify-full')
}

function parse(url: string): URL | null {
  if (!url.startsWith('postgresql://') || !URL.canParse(url)) return null
  const { hostname, pathname, search, hash, username, password } = new URL(url)
  if (![username, password, pathname].every(isEscaped)) return null
  // An `@` after the host means that the password holds an unescaped / ? or # and was cut there: what stands in the
  // place of host and path is a part of it.
  return hostname && !`${pathname}${search}${hash}`.includes('@') ? new URL(url) : null
}

/** A bare `%` of a password that was not escaped. */
function isEscaped(part: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(part) && canDecode(part)
}

function canDecode(part: string): boolean {
  try {
    decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

function isLocalhost(host: string): boolean {
  return ['localhost', '::1', '0.0.0.0', ''].includes(host) || /^127\./.test(host)
}

/** `scheme://***:***@host:port/database`: what may be shown to a person. */
export function maskDatabaseUrl(database: DatabaseUrl): string {
  if (!database.url) return ''
  if (database.problem)
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how Railway writes a reference
    return database.hasUnresolvedReference ? '${{ … }} (unresolved)' : '*** (not a valid URL)'
  const { hostname, port, pathname } = new URL(database.url)
  return `postgresql://***:***@${hostname}:${port || '5432'}${pathname}`
}
