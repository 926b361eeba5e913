import { writeFileSync } from 'node:fs'
import {
  type CandidateName,
  candidateNames,
  compileScorecard,
  fitScorecard,
  judge,
  probabilityOf,
} from '@leadglass/scoring'
import { type Features, type Rows, readRows, readSchema } from './read-set.ts'
import { show } from './report.ts'

/** The options of the command when it is given files. */
export type FileOptions = {
  train?: string
  test?: string
  schema?: string
  predictions?: string
  features?: string
  candidate?: string
  time?: string
}

/** Trains on one file, predicts another, writes `row_id,p`, and prints what the command measured. */
export function predictFiles(options: FileOptions) {
  const {
    train,
    test,
    schema: schemaFile,
    predictions,
    features = 'honest',
    candidate = 'auto',
    time,
  } = options
  if (!train || !test || !schemaFile || !predictions) {
    throw new Error('--train, --test, --schema and --predictions belong together')
  }
  if (!isFeatures(features)) throw new Error(`--features is honest or all, not ${features}`)
  if (!isCandidate(candidate))
    throw new Error(`--candidate is auto, ${candidateNames.join(', ')}, not ${candidate}`)
  const schema = readSchema(schemaFile)
  const learned = readRows(train, schema, features)
  const judged = readRows(test, schema, features)
  const start = performance.now()
  const times = timesOf(learned, judged, time)
  const card = fitScorecard({ ...learned, times }, { candidate, keep: features === 'all' ? 'all' : [] })
  const fitted = performance.now()
  const p = compileScorecard(card).scoreColumns(judged.columns, judged.ids.length).map(probabilityOf)
  const scored = performance.now()
  const lines = judged.ids.map((id, row) => `${quoted(id)},${p[row] ?? 0}`)
  writeFileSync(predictions, `row_id,p\n${lines.join('\n')}\n`)
  const { training } = card
  console.log(`${card.candidate}: ${training.reason}`)
  for (const { name, reason } of training.leftOut) console.log(`left out: ${name} (${reason})`)
  for (const { name, setting, logLoss, auc } of training.candidates) {
    console.log(`  ${name} (${setting}): held-out log-loss ${show(logLoss)}, AUC ${show(auc)}`)
  }
  console.log(
    `fit ${show((fitted - start) / 1000, 2)} s, ${Math.round((judged.ids.length * 1000) / (scored - fitted))} rows/s`,
  )
  console.log(
    `peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, card ${JSON.stringify(card).length} bytes`,
  )
  if (judged.outcomes.length === judged.ids.length && judged.ids.length > 0) report(judged.outcomes, p)
}

function report(outcomes: Uint8Array, p: Float64Array) {
  const { auc, logLoss, brier, ece, calibration, topDecile } = judge(outcomes, p)
  const interval = auc ? ` (${show(auc.interval.low)}–${show(auc.interval.high)})` : ''
  console.log(`test AUC ${show(auc?.value)}${interval}, log-loss ${show(logLoss)}, Brier ${show(brier)}`)
  console.log(
    `ECE ${show(ece)}, slope ${show(calibration.slope, 3)}, lift in the top tenth ${show(topDecile.lift, 2)}`,
  )
}

/**
 * The order in time: `--time row_id` says that it is the order of row_id, `--time none` that there is none.
 * Unsaid, rows are in time order when every row to be judged comes after every row to learn from.
 */
function timesOf(learned: Rows, judged: Rows, time: string | undefined): Float64Array | null {
  const ids = Float64Array.from(learned.ids, Number)
  if (time === 'none' || ids.some(Number.isNaN)) return null
  if (time === 'row_id') return ids
  const last = ids.reduce((most, id) => Math.max(most, id), Number.NEGATIVE_INFINITY)
  return judged.ids.every((id) => Number(id) > last) ? ids : null
}

function quoted(id: string): string {
  return /[",\n]/.test(id) ? `"${id.replaceAll('"', '""')}"` : id
}

function isFeatures(text: string): text is Features {
  return text === 'honest' || text === 'all'
}

function isCandidate(text: string): text is CandidateName | 'auto' {
  return text === 'auto' || candidateNames.some((name) => name === text)
}
