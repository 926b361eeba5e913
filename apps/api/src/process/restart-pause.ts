const longLifeMs = 10_000
const longestPauseMs = 30_000

/** When a place among the workers may be filled again. */
export type RestartPauses = {
  /** A worker has died after so long a life; answers how long its place stays empty. */
  after(livedMs: number): number
}

/** At once after a life of 10 s; for workers that die young 0 s, 1 s, 2 s, 4 s … 30 s. */
export function restartPauses(): RestartPauses {
  let youngDeaths = 0
  return {
    after(livedMs) {
      youngDeaths = livedMs < longLifeMs ? youngDeaths + 1 : 0
      return youngDeaths < 2 ? 0 : Math.min(1_000 * 2 ** (youngDeaths - 2), longestPauseMs)
    },
  }
}
