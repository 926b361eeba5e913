/** How often a write is computed again before the row is locked instead. */
const optimisticTries = 3

/**
 * Computes and writes without a lock, and again when somebody else was quicker; under steady contention the last
 * try runs in `locked`, which holds the row from read to write. `attempt` answers null for "changed meanwhile".
 */
export async function retryChanged<Result>(
  attempt: () => Promise<Result | null>,
  locked: () => Promise<Result | null>,
): Promise<Result> {
  for (let tries = 0; tries < optimisticTries; tries++) {
    const result = await attempt()
    if (result !== null) return result
  }
  const result = await locked()
  if (result === null) throw new Error('a locked row changed')
  return result
}
