import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { judgeFewDeals } from './few-deals.ts'
import { judgeFolds } from './judge-folds.ts'
import { judgeLaterDeals } from './later-deals.ts'
import { judgeManyLeads } from './many-leads.ts'
import { judgeNoSignal } from './no-signal.ts'
import { predictFiles } from './predict-files.ts'
import { readSet } from './read-set.ts'
import { missed } from './report.ts'
import { judgeRobustness } from './robustness.ts'
import { judgeSpeed } from './speed.ts'
import { targets } from './targets.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: path.join(import.meta.dirname, 'data') },
    sections: { type: 'string', default: 'folds,few,later,none,robust,speed,million' },
    train: { type: 'string' },
    test: { type: 'string' },
    schema: { type: 'string' },
    predictions: { type: 'string' },
    features: { type: 'string', default: 'honest' },
    candidate: { type: 'string', default: 'auto' },
    time: { type: 'string' },
  },
})

if (values.train) predictFiles(values)
else judgeFolder(values.data, values.sections.split(','))

/** Judges the engine on every set of a folder, and without data where none is needed. */
function judgeFolder(folder: string, sections: readonly string[]) {
  const sets = readdirSync(folder)
    .toSorted()
    .filter((name) => existsSync(path.join(folder, name, 'schema.json')))
    .map((name) => readSet(path.join(folder, name)))
  for (const set of sets) {
    if (sections.includes('folds')) judgeFolds(set)
    if (sections.includes('few')) judgeFewDeals(set)
    if (sections.includes('later') && targets[set.name]?.inTimeOrder) judgeLaterDeals(set)
    if (sections.includes('none')) judgeNoSignal(set)
  }
  if (sections.includes('robust')) judgeRobustness()
  if (sections.includes('speed')) judgeSpeed()
  if (sections.includes('million')) judgeManyLeads()
  console.log(`\n${missed() === 0 ? 'every target is met' : `${missed()} targets are missed`}`)
  process.exitCode = missed() === 0 ? 0 : 1
}
