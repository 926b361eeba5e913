import { readFileSync } from 'node:fs'
import path from 'node:path'
import { inputHash, onceFor } from './input-hash.ts'
import { rootDir } from './paths.ts'
import { runCommand } from './run-command.ts'

const CLIENT = 'apps/api/src/db/generated/client.ts'

/** Makes Prisma's client from the schema, unless it is there already. */
export async function generateClient(stopping?: AbortSignal): Promise<void> {
  const { version } = JSON.parse(readFileSync(path.join(rootDir, 'node_modules/prisma/package.json'), 'utf8'))
  const hash = inputHash(rootDir, ['prisma/schema.prisma', 'prisma.config.ts'], version)
  await onceFor({ name: 'prisma-client', hash, output: path.join(rootDir, CLIENT) }, async () => {
    console.log('Generating the database client …')
    const code = await runCommand(['node_modules/prisma/build/index.js', 'generate'], {
      stopping,
      env: offline(),
    })
    if (code !== 0) throw new Error('The database client could not be generated')
  })
}

// Prisma would download its schema engine although `generate` never runs it: any program will do in its place.
// Only this child process may see the variable: with it, `prisma migrate deploy` does nothing and reports success.
function offline(): NodeJS.ProcessEnv {
  return {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  }
}

if (import.meta.main) await generateClient()
