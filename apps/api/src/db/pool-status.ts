/** The pool as /health shows it (R003). pg has one maximum; base and overflow are its logical parts (C04). */
export type PoolStatus = {
  size: number
  checked_in: number
  checked_out: number
  overflow: number
  max_overflow: number
  total_available: number
  waiting: number
  utilization_percent: number
}

export type PoolFigures = {
  size: number
  max: number
  idle: number
  total: number
  out: number
  waiting: number
}

export function poolStatus({ size, max, idle, total, out, waiting }: PoolFigures): PoolStatus {
  return {
    size,
    checked_in: idle,
    checked_out: out,
    overflow: Math.max(0, total - size),
    max_overflow: max - size,
    total_available: max - out,
    waiting,
    utilization_percent: Math.round((out / max) * 10_000) / 100,
  }
}
