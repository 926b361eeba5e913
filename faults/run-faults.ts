import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildWeb } from '../scripts/build-web.ts'
import { generateClient } from '../scripts/generate.ts'
import { cacheDir, rootDir } from '../scripts/paths.ts'
import { renderScore, renderSheet, type Score, type Section } from './score-sheet.ts'
import { fullSections, shortSections } from './sections.ts'
import { openWorkplace } from './workplace.ts'

const { values } = parseArgs({
  options: {
    /** The part of it that runs with every `npm test`. */
    short: { type: 'boolean', default: false },
    /** Only sections whose name fits. */
    section: { type: 'string', default: '' },
    /** Only database faults whose name fits. */
    only: { type: 'string', default: '' },
    /** How long each database fault lasts. */
    seconds: { type: 'string', default: '15' },
  },
})

await generateClient()
await buildWeb()
// For the table of `npm test`.
const countsFile = path.join(cacheDir, 'test-faults.json')
rmSync(countsFile, { force: true })
const startedAt = Date.now()
const workplace = await openWorkplace()
const sections: Section[] = []
const stop = (signal: NodeJS.Signals) => {
  console.error(`\n${signal}: stopping`)
  void workplace.close().finally(() => process.exit(130))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
try {
  const planned = values.short ? shortSections : fullSections
  const options = { seconds: Number(values.seconds), only: new RegExp(values.only) }
  for (const { title, run } of planned) {
    if (!new RegExp(values.section).test(title)) continue
    console.log(`\n── ${title} ${'─'.repeat(70 - title.length)}`)
    const scores: Score[] = []
    const report = (score: Score) => {
      scores.push(score)
      console.log(renderScore(score))
    }
    await run(workplace, options, report).catch((error: Error) =>
      report({ name: 'the trials themselves', facts: [], problems: [error.stack ?? error.message] }),
    )
    sections.push({ title, scores })
  }
} finally {
  await workplace.close()
}
const minutes = (Date.now() - startedAt) / 60_000
const sheet = renderSheet(sections, { minutes, seconds: Number(values.seconds) })
console.log(`\n${sheet}`)
const isWhole = !values.short && !values.section && !values.only
if (isWhole) writeFileSync(path.join(rootDir, 'faults/RESULTS.md'), sheet)
const scores = sections.flatMap((section) => section.scores)
const failed = scores.filter(({ problems }) => problems.length > 0).length
writeFileSync(countsFile, JSON.stringify({ passed: scores.length - failed, failed }))
process.exit(failed > 0 ? 1 : 0)
