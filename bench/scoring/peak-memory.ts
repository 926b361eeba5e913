import { existsSync, readFileSync } from 'node:fs'
import { fitScorecard } from '@leadglass/scoring'
import { makeDeals } from './made-data.ts'
import { pickSet, readSet } from './read-set.ts'
import { trainers } from './trainers.ts'

// A process of its own: the most memory that it has taken, in MB. With a folder and the name of a trainer it reads
// that set and trains on what is not in the first fold ("none" only reads it); without, it trains on 55,000 made-up
// deals.
const [folder, name = 'none'] = process.argv.slice(2)
if (folder) {
  const set = readSet(folder)
  const [folds = new Uint8Array()] = set.folds
  const inside = Array.from(folds.keys()).filter((row) => folds[row] !== 0)
  trainers[name]?.(pickSet(set, inside))
} else fitScorecard(makeDeals(55_000, 19, 5))
console.log(Math.round(peakKilobytes() / 1024))

/** Linux counts to maxRSS what the parent held when it started this process; VmHWM is of this program alone. */
function peakKilobytes(): number {
  const status = '/proc/self/status'
  const [, own] = existsSync(status) ? (/^VmHWM:\s+(\d+)/m.exec(readFileSync(status, 'utf8')) ?? []) : []
  return own === undefined ? process.resourceUsage().maxRSS : Number(own)
}
