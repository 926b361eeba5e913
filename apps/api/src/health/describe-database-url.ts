import type { Config } from '../config.ts'
import { databaseUrlVariables, maskDatabaseUrl } from '../db/database-url.ts'
import { lookUpHost } from '../db/diagnose-database.ts'

/** What the process really uses, without user and password, and without asking the database (R014). */
export async function describeDatabaseUrl(config: Config) {
  const { database } = config
  return {
    database_url_being_used: maskDatabaseUrl(database),
    length: database.url.length,
    source: database.source,
    is_localhost: database.isLocalhost,
    has_unresolved_reference: database.hasUnresolvedReference,
    problem: database.problem,
    hostname: database.host,
    dns_lookup: database.host ? await lookUpHost(database.host) : null,
    environment_variables: Object.fromEntries(
      databaseUrlVariables.map((name) => [name, config.variablesSet.includes(name)]),
    ),
    environment: config.environment,
    environment_names: config.environmentNames,
  }
}
