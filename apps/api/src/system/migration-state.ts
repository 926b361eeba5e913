import type { SystemStatus } from '@leadglass/contracts/system.ts'
import { ownMigrationNames } from '../db/migration-files.ts'

/** The migrations that this version brings, against those that the database has had. */
export function migrationState(applied: readonly string[] | null): SystemStatus['migrations'] {
  if (!applied) return { state: 'unknown', applied: null, latest: null, pending: [] }
  const pending = ownMigrationNames().filter((name) => !applied.includes(name))
  return {
    state: pending.length === 0 ? 'applied' : 'pending',
    applied: applied.length,
    latest: applied.at(-1) ?? null,
    pending,
  }
}
