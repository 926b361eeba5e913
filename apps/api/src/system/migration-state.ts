import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { SystemStatus } from '@leadglass/contracts/system.ts'

const folder = path.resolve(import.meta.dirname, '../../../../prisma/migrations')
let known: string[] | undefined

/** The migrations that this version brings, against those that the database has had. */
export function migrationState(applied: readonly string[] | null): SystemStatus['migrations'] {
  if (!applied) return { state: 'unknown', applied: null, latest: null, pending: [] }
  known ??= readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  const pending = known.filter((name) => !applied.includes(name))
  return {
    state: pending.length === 0 ? 'applied' : 'pending',
    applied: applied.length,
    latest: applied.at(-1) ?? null,
    pending,
  }
}
