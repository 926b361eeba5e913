import { hashText, mixHash } from './order-rows.ts'

/**
 * A fold for each row, by its id: the same rows have the same folds in whatever order they come. Won and lost
 * are dealt out evenly, so that every fold has its share of both.
 *
 * Formula: won rows and lost rows, each ordered by a hash of their id and the seed, are dealt out to the folds
 * in turn.
 *
 * @throws RangeError when there is not one id per outcome, or fewer than two folds are asked for
 * @example
 * foldsFor([1, 0, 1, 0], ['a', 'b', 'c', 'd'], 2) // two folds of one won and one lost row each
 */
export function foldsFor(
  outcomes: ArrayLike<number>,
  ids: readonly string[],
  count: number,
  seed = 1,
): Uint8Array {
  if (ids.length !== outcomes.length) {
    throw new RangeError(`there are ${ids.length} ids for ${outcomes.length} outcomes`)
  }
  if (!(count >= 2 && count <= 255)) throw new RangeError(`there must be from 2 to 255 folds, not ${count}`)
  const hashes = Uint32Array.from(ids, (id) => mixHash(hashText(id), seed))
  const order = Uint32Array.from(hashes.keys()).sort(
    (a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0) || compareText(ids[a], ids[b]),
  )
  const foldOf = new Uint8Array(ids.length)
  // Lost rows go on where won ones ended, so that the sizes of the folds differ by one at most.
  const won = order.filter((row) => outcomes[row] === 1)
  const lost = order.filter((row) => outcomes[row] !== 1)
  for (const [at, row] of [...won, ...lost].entries()) foldOf[row] = at % count
  return foldOf
}

function compareText(left = '', right = ''): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
