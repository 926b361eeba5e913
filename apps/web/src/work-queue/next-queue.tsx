import type { WorkQueue } from '@leadglass/contracts/work-queue.ts'
import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../api/api-error.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { OwnQueue } from './own-queue.tsx'
import { QueueEmpty } from './queue-empty.tsx'
import { QueueTable } from './queue-table.tsx'
import { useQueueRows } from './use-queue-rows.ts'
import { workQueueQuery } from './work-queue-queries.ts'

/** What to turn to next, the most urgent on top; with a user the queue of that rep, to look at. */
export function NextQueue({ userId }: { userId?: string }) {
  const queue = useQuery(workQueueQuery(userId))
  if (queue.data === undefined) {
    if (queue.error === null) return <SkeletonRows />
    const requestId = queue.error instanceof ApiError ? queue.error.requestId : null
    return (
      <ErrorState message={queue.error.message} requestId={requestId} onRetry={() => void queue.refetch()} />
    )
  }
  // A queue of its own for each rep: selection and order belong to it.
  if (userId !== undefined) return <QueueToLookAt key={userId} queue={queue.data} />
  return <OwnQueue queue={queue.data} />
}

function QueueToLookAt({ queue }: { queue: WorkQueue }) {
  const rows = useQueueRows(queue)
  if (queue.items.length === 0) return <QueueEmpty queue={queue} isOwn={false} />
  return <QueueTable queue={queue} rows={rows} work={null} />
}
