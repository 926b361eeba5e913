import cluster from 'node:cluster'

/** Tells the primary that another worker would fare no better (EX_CONFIG of sysexits.h). */
const hopeless = 78

export const exitCodes = {
  /** A start that fails the same way each time: the port is taken, a migration is wrong. */
  failedStart: cluster.isWorker ? hopeless : 1,
  isHopeless: (code: number | null) => code === hopeless,
}
