import type { CollectedMetrics } from './metrics.ts'

/** What a worker says to its primary, so that one scrape counts all workers. */
export type WorkerMessage =
  | { type: 'metrics:scrape'; scrape: number }
  | { type: 'metrics:collected'; round: number; metrics: CollectedMetrics }

/** What the primary says to a worker. */
export type PrimaryMessage =
  | { type: 'metrics:collect'; round: number }
  | { type: 'metrics:scraped'; scrape: number; all: CollectedMetrics[] }
  | { type: 'worker:place'; isFirst: boolean }

/** Others talk over the same line. */
export function isOurs(message: unknown): message is { type: string } {
  return typeof message === 'object' && message !== null && 'type' in message
}
