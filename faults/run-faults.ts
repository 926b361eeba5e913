import { parseArgs } from 'node:util'
import { buildWeb } from '../scripts/build-web.ts'
import { databaseFaults } from './database-faults.ts'
import { loadFaults } from './load-faults.ts'
import { networkFaults } from './network-faults.ts'
import { renderScore, type Score, survived } from './score-sheet.ts'
import { tryFault } from './try-fault.ts'
import { openWorkplace } from './workplace.ts'

const { values } = parseArgs({
  options: {
    short: { type: 'boolean' },
    only: { type: 'string' },
    seconds: { type: 'string' },
    workers: { type: 'string' },
  },
})
await buildWeb()
const workplace = await openWorkplace()
const tried: Score[] = []
try {
  const server = await workplace.startServer('database', { WEB_CONCURRENCY: values.workers ?? '2' })
  await server.until('/health', 200)
  for (const fault of [...databaseFaults, ...networkFaults, ...loadFaults]) {
    if (values.only && !new RegExp(values.only).test(fault.name)) continue
    const score = await tryFault(workplace, server, { ...fault, seconds: Number(values.seconds ?? 15) })
    tried.push(score)
    console.log(renderScore(score))
  }
  console.log(await server.stop())
} finally {
  await workplace.close()
}
console.log(`${survived(tried)}/${tried.length}`)
