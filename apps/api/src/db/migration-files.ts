import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type MigrationFile = { name: string; sql: string; checksum: string }

/** Where the migrations of this version are. */
export const migrationsFolder = path.resolve(import.meta.dirname, '../../../../prisma/migrations')

let ownNames: readonly string[] | undefined

/** The names of the migrations of this version; they do not change while it runs. */
export function ownMigrationNames(): readonly string[] {
  ownNames ??= readMigrationFiles(migrationsFolder).map(({ name }) => name)
  return ownNames
}

/** The migrations of a folder in the order in which they apply: `<directory>/<timestamp>_<what>/migration.sql`. */
export function readMigrationFiles(directory: string): MigrationFile[] {
  if (!existsSync(directory)) throw new Error(`There is no migrations folder at ${directory}`)
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(directory, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: checksumOf(sql) }
    })
}

/** SHA-256 as Prisma stores it, of the text with Unix line ends: a checkout on Windows has the same sums. */
export function checksumOf(sql: string): string {
  return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
}
