import cluster from 'node:cluster'
import { type Config, ConfigError, readConfig } from './config.ts'

/**
 * The only file that runs on import. With one worker this process serves; with several it starts and watches them and
 * loads nothing of the server itself.
 */
async function main(): Promise<never> {
  const config: Config = readConfig(process.env)
  if (cluster.isPrimary && config.workers > 1) {
    const { runPrimary } = await import('./process/run-primary.ts')
    return runPrimary(config)
  }
  const { runServer } = await import('./process/run-server.ts')
  return runServer(config)
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error)
  process.exit(1)
})
