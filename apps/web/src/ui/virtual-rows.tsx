import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import rowStyles from './data-rows.module.css'
import { rowToMoveTo } from './row-keys.ts'

type Props<Row> = {
  rows: readonly Row[]
  keyOf: (row: Row) => string
  estimatedHeight: number
  /** The cells of a row. */
  renderRow: (row: Row) => ReactNode
  rowClassName?: string
  /** Called when the end comes into sight and there is more. */
  onEnd: (() => void) | null
  /** Further one-key actions on the row that has the focus. */
  onKey?: (key: string, row: Row) => void
}

/** How much of the window the bars on top and below cover. */
const coveredOnTop = 140
const coveredBelow = 72

/**
 * Only the rows in sight are in the page, however long the list; the window scrolls, not a box in it.
 * J and K (or the arrows) move the focus from row to row, Enter opens because the focus is on the row's link.
 */
export function VirtualRows<Row>(props: Props<Row>) {
  const { rows, keyOf, estimatedHeight, renderRow, rowClassName, onEnd, onKey } = props
  const listRef = useRef<HTMLTableSectionElement>(null)
  const [offset, setOffset] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands above may change its height with the rows
  useLayoutEffect(() => setOffset(offsetInPage(listRef.current)), [rows])
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => estimatedHeight,
    getItemKey: (index) => (rows[index] === undefined ? index : keyOf(rows[index])),
    overscan: 10,
    scrollMargin: offset,
    scrollPaddingStart: coveredOnTop,
    scrollPaddingEnd: coveredBelow,
  })
  const items = virtualizer.getVirtualItems()
  const last = items.at(-1)?.index ?? -1
  const askForMore = useEffectEvent(() => onEnd?.())
  useEffect(() => {
    if (last >= rows.length - 15) askForMore()
  }, [last, rows.length])

  const pressKey = useEffectEvent((event: KeyboardEvent) => {
    const from = focusedIndex(listRef.current)
    const to = rowToMoveTo(event, from, rows.length)
    if (to !== null) {
      event.preventDefault()
      virtualizer.scrollToIndex(to)
      focusSoon(listRef.current, to)
    } else if (from !== null && rows[from] !== undefined && !event.ctrlKey && !event.metaKey) {
      onKey?.(event.key.toLowerCase(), rows[from])
    }
  })
  useEffect(() => {
    document.addEventListener('keydown', pressKey)
    return () => document.removeEventListener('keydown', pressKey)
  }, [])

  return (
    <tbody ref={listRef} className={rowStyles.body} style={{ height: virtualizer.getTotalSize() }}>
      {items.map((item) => {
        const row = rows[item.index]
        return (
          <tr
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            className={rowClassName ? `${rowStyles.row} ${rowClassName}` : rowStyles.row}
            style={{ transform: `translateY(${item.start - offset}px)` }}
          >
            {row !== undefined && renderRow(row)}
          </tr>
        )
      })}
    </tbody>
  )
}

function offsetInPage(element: HTMLElement | null): number {
  return element === null ? 0 : Math.round(element.getBoundingClientRect().top + window.scrollY)
}

function focusedIndex(list: HTMLElement | null): number | null {
  const row = list?.contains(document.activeElement) ? document.activeElement?.closest('[data-index]') : null
  return row === null || row === undefined ? null : Number(row.getAttribute('data-index'))
}

function focusSoon(list: HTMLElement | null, index: number): void {
  // The row is in the page only after the scroll has been drawn.
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      list
        ?.querySelector<HTMLElement>(`[data-index="${index}"] :is(a, button[aria-expanded])`)
        ?.focus({ preventScroll: true }),
    ),
  )
}
