import type { WorkItem, WorkQueue } from '@leadglass/contracts/work-queue.ts'

type Decided =
  | { kind: 'done'; item: WorkItem; body: { follow_up_at?: string | null | undefined } }
  | { kind: 'snoozed'; item: WorkItem; until: string }
  | { kind: 'planned'; item: WorkItem; followUpAt: string }

/** The queue as it is without a lead that was decided on. */
export function takeOut(queue: WorkQueue, decided: Decided): WorkQueue {
  const items = queue.items.filter(({ lead_id }) => lead_id !== decided.item.lead_id)
  if (items.length === queue.items.length) return queue
  return {
    ...queue,
    items,
    total: queue.total - 1,
    snoozed: queue.snoozed + (decided.kind === 'snoozed' ? 1 : 0),
    done_today: queue.done_today + (decided.kind === 'snoozed' ? 0 : 1),
    next_at: earlier(queue.next_at, returnOf(decided)),
  }
}

/** The queue as it was before; `index` is where the lead stood. */
export function putBack(queue: WorkQueue, decided: Decided, index: number): WorkQueue {
  if (queue.items.some(({ lead_id }) => lead_id === decided.item.lead_id)) return queue
  return {
    ...queue,
    items: queue.items.toSpliced(index, 0, decided.item),
    total: queue.total + 1,
    snoozed: Math.max(0, queue.snoozed - (decided.kind === 'snoozed' ? 1 : 0)),
    done_today: Math.max(0, queue.done_today - (decided.kind === 'snoozed' ? 0 : 1)),
  }
}

function returnOf(decided: Decided): string | null {
  if (decided.kind === 'snoozed') return decided.until
  return (decided.kind === 'planned' ? decided.followUpAt : decided.body.follow_up_at) ?? null
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other
  return Date.parse(one) <= Date.parse(other) ? one : other
}
