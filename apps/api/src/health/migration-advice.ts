import type { Advice } from './database-advice.ts'
import type { MigrationState } from './health-repository.ts'

/** Why a server whose database answers is not ready, or null when its tables are what the code expects. */
export function migrationAdvice(
  { status }: MigrationState,
  runMigrations: boolean,
): (Advice & { type: string }) | null {
  if (status === 'failed') return failed
  if (status !== 'pending') return null
  return runMigrations ? pending : switchedOff
}

const pending = {
  type: 'migrations_pending',
  headline: 'the tables are not up to date yet',
  message: 'Migrations are applied at start; this server is ready when they are.',
  solution: [
    'Wait: a migration may build an index for minutes, and this page turns green by itself',
    'Look into the log of the deployment: grep STARTUP shows each migration, and "could not be prepared" what failed',
    'A migration that fails leaves nothing behind and is tried again within a minute: mend its cause (a lock, a full disk)',
    'If another deployment migrates at the same time, this one waits for it',
    'If the migration itself is wrong: put it right and redeploy the Backend',
  ],
}

const switchedOff = {
  type: 'migrations_pending',
  headline: 'the tables are not up to date',
  message: 'This version needs migrations that are not applied, and RUN_MIGRATIONS_ON_START is off.',
  solution: [
    'Apply them: pnpm db:migrate with the DATABASE_URL of this server',
    'Or set RUN_MIGRATIONS_ON_START=1 in the Variables of the Backend and redeploy',
    'Or go back: redeploy the version before, whose tables these are',
  ],
}

const failed = {
  type: 'migrations_failed',
  headline: 'a migration did not finish',
  message:
    'A migration was begun by another tool and never finished; nothing is applied until that is settled.',
  solution: [
    'See which: select migration_name, started_at, logs from _prisma_migrations where finished_at is null and rolled_back_at is null',
    'Look what of it is in the database, and undo or complete it by hand',
    'To apply it again: npx prisma migrate resolve --rolled-back <name>',
    'If it is complete: npx prisma migrate resolve --applied <name>',
    'Redeploy the Backend',
  ],
}
