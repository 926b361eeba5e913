import type { WorkItem, WorkQueue } from '@leadglass/contracts/work-queue.ts'
import { useRef, useState } from 'react'
import { keepInPlace } from './keep-in-place.ts'

const keyOf = (item: WorkItem) => item.lead_id

export type QueueRows = {
  rows: readonly WorkItem[]
  selected: WorkItem | null
  /** One that is not there yet is selected when it comes. */
  select: (leadId: string) => void
  /** To the next row, or with −1 to the one before. */
  move: (by: number) => void
  /** The row that the pointer is on. */
  hover: (leadId: string | null) => void
}

/**
 * The rows in the order they are shown, and the one that the keys mean. After a row has left, the one that took its
 * place is selected; what refreshes in the background moves neither that row nor the one under the pointer.
 */
export function useQueueRows(queue: WorkQueue): QueueRows {
  const hovered = useRef<string | null>(null)
  const [shown, setShown] = useState({ queue, rows: queue.items as readonly WorkItem[] })
  const [selection, setSelection] = useState({ id: queue.items[0]?.lead_id ?? null, index: 0 })
  const [awaited, setAwaited] = useState<string | null>(null)

  let { rows } = shown
  if (shown.queue !== queue) {
    const isHere = (id: string | null) => queue.items.some(({ lead_id }) => lead_id === id)
    // A row that is called back stands where the queue puts it.
    const pointedAt = isHere(hovered.current) ? hovered.current : selection.id
    const held = isHere(awaited) ? awaited : pointedAt
    rows = keepInPlace(shown.rows.map(keyOf), queue.items, keyOf, held)
    setShown({ queue, rows })
  }

  const isBack = awaited !== null && rows.some(({ lead_id }) => lead_id === awaited)
  if (isBack) setAwaited(null)
  const wanted = isBack ? awaited : selection.id
  const found = rows.findIndex((row) => row.lead_id === wanted)
  const index = found >= 0 ? found : Math.min(selection.index, rows.length - 1)
  const selected = rows[index] ?? null
  const id = selected?.lead_id ?? null
  if (id !== selection.id || (index !== selection.index && id !== null)) {
    setSelection({ id, index: Math.max(0, index) })
  }

  return {
    rows,
    selected,
    select: setAwaited,
    move: (by) => {
      setAwaited(null)
      const to = rows[Math.max(0, Math.min(rows.length - 1, index + by))]
      if (to) setSelection({ id: to.lead_id, index: rows.indexOf(to) })
    },
    hover: (leadId) => {
      hovered.current = leadId
    },
  }
}
