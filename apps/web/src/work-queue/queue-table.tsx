import type { WorkItem, WorkQueue } from '@leadglass/contracts/work-queue.ts'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { paths } from '../app/paths.ts'
import rowStyles from '../ui/data-rows.module.css'
import { QueueFooter } from './queue-footer.tsx'
import { QueueRow, QueueRowsHeader } from './queue-row.tsx'
import { rowWords } from './queue-words.ts'
import { actOn, type RowAction } from './row-actions.tsx'
import { useQueueKeys } from './use-queue-keys.ts'
import type { QueueRows } from './use-queue-rows.ts'
import type { QueueWork } from './use-queue-work.ts'
import { useStable } from './use-stable.ts'
import styles from './work-queue.module.css'

// Fields and dialogs: the list does not wait for them.
const RowStep = lazy(async () => ({ default: (await import('./row-step.tsx')).RowStep }))
const KeysSheet = lazy(async () => ({ default: (await import('./keys-sheet.tsx')).KeysSheet }))

const actionOfKey: Readonly<Record<string, RowAction>> = {
  e: 'done',
  h: 'snooze',
  c: 'call',
  m: 'mail',
  n: 'note',
  f: 'follow-up',
}

/** No pointer that hovers, or no room for one: the actions are always there. */
const touchQuery = '(hover: none), (max-width: 48em)'

type Props = {
  queue: WorkQueue
  rows: QueueRows
  /** Null for somebody who only looks. */
  work: QueueWork | null
  /** Instead of the rows when there are none. */
  children?: ReactNode
}

/** The ranked list; its keys work wherever the focus is, on the row that is selected. */
export function QueueTable({ queue, rows: { rows, selected, select, move, hover }, work, children }: Props) {
  const navigate = useNavigate()
  const listRef = useRef<HTMLTableElement>(null)
  const [explained, setExplained] = useState<string | null>(null)
  const [showsKeys, setShowsKeys] = useState(false)
  const isTouched = useMediaQuery(touchQuery, false, { getInitialValueInEffect: false })
  const [isUsed, setIsUsed] = useState(false)
  const step = work?.step ?? null
  useFocusOnRow(listRef, selected, { isElsewhere: step !== null || showsKeys, isTouched })

  const act = (action: RowAction, item: WorkItem) => {
    if (work === null) return
    select(item.lead_id)
    setExplained(null)
    // The second press of the same key says that there is nothing more to tell.
    if (action === 'done' && step?.kind === 'done' && step.leadId === item.lead_id) {
      work.decide({ kind: 'done', item, body: {} })
    } else actOn(action, item, work.openStep)
  }
  const actRow = useStable(act)
  const explain = useStable(({ lead_id }: WorkItem, isOpen: boolean) => setExplained(isOpen ? lead_id : null))
  const selectRow = useStable(({ lead_id }: WorkItem) => lead_id !== selected?.lead_id && select(lead_id))
  const hoverRow = useStable(({ lead_id }: WorkItem) => {
    hover(lead_id)
    setIsUsed(true)
  })
  useQueueKeys((key, { target }) => {
    const action = actionOfKey[key]
    // Whoever uses keys looks at the selected row, wherever the pointer rests.
    hover(null)
    setIsUsed(true)
    if (key === 'z') work?.undo()
    else if (key === '?') setShowsKeys(true)
    else if (key === 'Escape' && step) work?.closeStep()
    else if (selected === null) return false
    else if (key === 'j' || (key === 'ArrowDown' && !isChoice(target))) move(1)
    else if (key === 'k' || (key === 'ArrowUp' && !isChoice(target))) move(-1)
    else if (key === 'Enter' && !isControl(target)) void navigate({ to: paths.lead(selected.lead_id) })
    else if (key === 'w') setExplained(explained === selected.lead_id ? null : selected.lead_id)
    else if (action && work) act(action, selected)
    else return false
    return true
  })

  return (
    <>
      <output className={styles.said}>{rowWords(selected)}</output>
      {rows.length === 0 ? (
        children
      ) : (
        <table
          ref={listRef}
          className={`${rowStyles.table} ${styles.queue}`}
          data-looking={work === null || undefined}
          data-planned={rows.some(({ follow_up_at }) => follow_up_at !== null) || undefined}
          onPointerLeave={() => hover(null)}
        >
          <QueueRowsHeader />
          <tbody>
            {rows.map((item) => (
              <QueueRow
                key={item.lead_id}
                item={item}
                isSelected={item.lead_id === selected?.lead_id}
                preloads={isUsed}
                showsActions={isTouched || item.lead_id === selected?.lead_id}
                isExplained={item.lead_id === explained}
                onExplain={explain}
                onSelect={selectRow}
                onHover={hoverRow}
                onAction={work === null ? null : actRow}
              >
                {work && step?.leadId === item.lead_id && (
                  <Suspense fallback={<div className={styles.stepPlace} />}>
                    <RowStep item={item} step={step} work={work} />
                  </Suspense>
                )}
              </QueueRow>
            ))}
          </tbody>
        </table>
      )}
      {rows.length > 0 && (
        <QueueFooter queue={queue} isOwn={work !== null} onShowKeys={() => setShowsKeys(true)} />
      )}
      {showsKeys && (
        <Suspense fallback={null}>
          <KeysSheet isOwn={work !== null} onClose={() => setShowsKeys(false)} />
        </Suspense>
      )}
    </>
  )
}

/** The focus goes with the selection, unless it is at work elsewhere; a row that leaves takes it to the next. */
function useFocusOnRow(
  listRef: { current: HTMLTableElement | null },
  selected: WorkItem | null,
  { isElsewhere, isTouched }: { isElsewhere: boolean; isTouched: boolean },
): void {
  const id = selected?.lead_id
  const openedOn = useRef(id)
  useEffect(() => {
    // Where a finger opens the page there is nothing that the focus would be for yet.
    if (isTouched && openedOn.current === id) return
    openedOn.current = undefined
    const { activeElement } = document
    const isFree = activeElement === document.body || listRef.current?.contains(activeElement)
    if (id === undefined || isElsewhere || !isFree) return
    const link = listRef.current?.querySelector<HTMLElement>(`[data-lead="${id}"] a`)
    link?.focus({ preventScroll: true })
    link?.closest('tr')?.scrollIntoView({ block: 'nearest' })
  }, [id, isElsewhere, isTouched, listRef])
}

function isChoice(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement
}

/** What does something of its own on Enter. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, input') !== null
}
