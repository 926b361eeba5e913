import type { WorkQueue } from '@leadglass/contracts/work-queue.ts'
import { QueueEmpty } from './queue-empty.tsx'
import { QueueTable } from './queue-table.tsx'
import { UndoToast } from './undo-toast.tsx'
import { useQueueRows } from './use-queue-rows.ts'
import { useQueueWork } from './use-queue-work.ts'

/** The queue that a rep works through. */
export function OwnQueue({ queue }: { queue: WorkQueue }) {
  const rows = useQueueRows(queue)
  const work = useQueueWork(rows)
  // The table stays mounted while it is empty: the keys and the undo belong to it.
  return (
    <>
      <QueueTable queue={queue} rows={rows} work={work}>
        <QueueEmpty queue={queue} isOwn />
      </QueueTable>
      <UndoToast words={work.offer} onUndo={work.undo} />
    </>
  )
}
