import { migrateDatabase, withRuntimeDatabase } from './runtime-database.ts'
import { readRuntimeEnv } from './runtime-env.ts'

await withRuntimeDatabase(readRuntimeEnv(), migrateDatabase)
