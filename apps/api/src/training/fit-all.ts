import { type FitOptions, foldsFor, type LearningTable, type Scorecard } from '@leadglass/scoring'
import { runInThread, type ThreadOptions } from '../jobs/threads/run-in-thread.ts'
import type { FitInput, FitOutput } from './fit-thread.ts'

const script = new URL('./fit-thread.ts', import.meta.url)
const folds = 5

/** A scorecard of all rows, and for each row the log-odds by a card that has not seen it. */
export type Fitted = { card: Scorecard; foldOf: Uint8Array; logOdds: Float64Array }

/** Trains on all rows and on all but each fifth of them, in threads beside the event loop. */
export async function fitAll(
  table: LearningTable,
  ids: readonly string[],
  options: FitOptions,
  threads: ThreadOptions,
): Promise<Fitted> {
  const foldOf = foldsFor(table.outcomes, ids, folds, options.seed)
  // One that fails leaves nothing to do for the others.
  const failing = new AbortController()
  const signal = AbortSignal.any([threads.signal, failing.signal])
  let done = 0
  const train = async (held: FitInput['held']) => {
    const fitted = await runInThread<FitInput, FitOutput>(
      script,
      { table, options, held },
      {
        signal,
        ...(threads.log ? { log: threads.log } : {}),
      },
    )
    done++
    threads.onProgress?.(done / (folds + 1), `training: ${done} of ${folds + 1} models`)
    return fitted
  }
  // The card of all rows takes longest, so it begins first.
  const fits = [train(null), ...Array.from({ length: folds }, (_, fold) => train({ foldOf, fold }))]
  const [whole, ...parts] = await Promise.all(fits).catch(async (error: unknown) => {
    failing.abort(error)
    await Promise.allSettled(fits)
    throw error
  })
  return { card: cardOf(whole), foldOf, logOdds: joinFolds(foldOf, parts) }
}

function cardOf(fitted: FitOutput | undefined): Scorecard {
  if (!fitted || !('card' in fitted)) throw new Error('the training answered no card')
  return fitted.card
}

/** The predictions of a fold are in the order of its rows. */
function joinFolds(foldOf: Uint8Array, parts: readonly FitOutput[]): Float64Array {
  const next = new Array<number>(folds).fill(0)
  return Float64Array.from(foldOf, (fold) => {
    const part = parts[fold]
    const at = next[fold] ?? 0
    next[fold] = at + 1
    const value = part && 'logOdds' in part ? part.logOdds[at] : undefined
    if (value === undefined) throw new Error('a fold answered too few predictions')
    return value
  })
}
