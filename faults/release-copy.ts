import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { rootDir } from '../scripts/paths.ts'

const copied = [
  'package.json',
  'prisma',
  'apps/api/src',
  'apps/api/package.json',
  'packages/contracts',
  'packages/scoring',
]

/** A release of its own, whose migrations can differ from those of this checkout; it shares the installed packages. */
export function copyRelease(folder: string, source = rootDir): string {
  mkdirSync(path.join(folder, 'apps/web'), { recursive: true })
  for (const part of [...copied, 'apps/api/node_modules'])
    cpSync(path.join(source, part), path.join(folder, part), { recursive: true, verbatimSymlinks: true })
  symlinkSync(path.join(rootDir, 'node_modules'), path.join(folder, 'node_modules'))
  const built = path.join(rootDir, 'apps/web/dist')
  if (existsSync(built)) symlinkSync(built, path.join(folder, 'apps/web/dist'))
  return folder
}

/** Adds a migration to a release, or changes one. */
export function writeMigration(release: string, name: string, sql: string): void {
  const folder = path.join(release, 'prisma/migrations', name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'migration.sql'), sql)
}
