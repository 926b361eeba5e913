import cluster from 'node:cluster'
import type { Config } from '../config.ts'
import { createLog, outputWith } from '../log.ts'
import { logConfiguration } from './describe-start.ts'
import { exitCodes } from './exit-codes.ts'
import { openLogFiles } from './log-files.ts'
import { openLogPipe } from './log-pipe.ts'
import { startService } from './start-service.ts'
import { hearStopRequests } from './stop-request.ts'

/** Serves until it is told to end, then ends this process: the only one, or one of several workers. */
export async function runServer(config: Config): Promise<never> {
  const files = openFiles(config)
  const log = createLog(config.logLevel, outputWith(files))
  const stops = hearStopRequests(log, config.drainMs)
  // What its primary has said already.
  if (!cluster.isWorker) logConfiguration(log, config)
  const service = await startService(config, log).catch((error: unknown) => {
    log.fatal({ err: error }, '[STARTUP] the server cannot start')
    return null
  })
  service?.prepared.catch((error: unknown) => {
    log.fatal({ err: error }, '[STARTUP] the database cannot be prepared')
    stops.request({
      reason: 'no service without its tables',
      withinMs: config.drainMs,
      exitCode: exitCodes.failedStart,
    })
  })
  const exitCode = service ? await service.end(await stops.requested) : exitCodes.failedStart
  log.info(`[SHUTDOWN] ended with exit code ${exitCode}`)
  await files?.close()
  process.exit(exitCode)
}

/** A worker leaves the files to its primary: two writers of one file would not agree on when to rotate it. */
function openFiles({ logFiles }: Config) {
  if (!cluster.isWorker) return openLogFiles(logFiles, (message) => console.error(message))
  return logFiles.text || logFiles.access ? openLogPipe() : null
}
