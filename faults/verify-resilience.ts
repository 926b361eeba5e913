import { buildWeb } from '../scripts/build-web.ts'
import { generateClient } from '../scripts/generate.ts'
import { livePromises, type Promised, staticPromises } from './resilience-promises.ts'
import { openWorkplace } from './workplace.ts'

// `pnpm verify:resilience` (R163): what docs/DB_RESILIENCE_IMPLEMENTATION.md promises, read from the sources and shown
// by a running server. A minute; the long trial is `pnpm test:faults`.
await generateClient()
await buildWeb()
let kept = 0
let broken = 0
await verifyAll(staticPromises)
const workplace = await openWorkplace()
try {
  const server = await workplace.startServer('verify-resilience', { WEB_CONCURRENCY: '1' })
  try {
    await server.until('/health', 200)
    await verifyAll(livePromises(workplace, server))
  } finally {
    await server.stop()
  }
} finally {
  await workplace.close()
}
console.log(`\n${kept} of ${kept + broken} promises kept`)
process.exit(broken === 0 ? 0 : 1)

async function verifyAll(promises: readonly Promised[]): Promise<void> {
  for (const { promise, verify } of promises) {
    try {
      console.log(`pass  ${promise}\n        ${await verify()}`)
      kept += 1
    } catch (error) {
      console.log(`FAIL  ${promise}\n        ${(error as Error).message}`)
      broken += 1
    }
  }
}
