import type { ReviewItem } from '@leadglass/contracts/verdicts.ts'
import { useEffect, useRef } from 'react'
import rows from '../ui/data-rows.module.css'
import { rowToMoveTo } from '../ui/row-keys.ts'
import { TableHead } from '../ui/table-head.tsx'
import { ReviewRow } from './review-row.tsx'
import styles from './reviews.module.css'

const columns = ['Lead', 'Verdict', 'Why', 'Then', 'Now', 'Given', 'Review'] as const

type Props = { items: readonly ReviewItem[]; onReview: (item: ReviewItem) => void }

/** J and K move from lead to lead, R reviews the verdict that has the focus. */
export function ReviewList({ items, onReview }: Props) {
  const bodyRef = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const links = [...(bodyRef.current?.querySelectorAll<HTMLElement>('a[data-lead]') ?? [])]
      const index = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement))
      const from = index < 0 ? null : index
      const item = items[index]
      if (event.key.toLowerCase() === 'r' && item?.reviewed_at === null && isPlain(event)) {
        event.preventDefault()
        onReview(item)
        return
      }
      const next = rowToMoveTo(event, from, links.length)
      if (next === null) return
      event.preventDefault()
      links[next]?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [items, onReview])
  return (
    <>
      <table className={`${rows.table} ${styles.reviews}`}>
        <TableHead columns={columns} />
        <tbody ref={bodyRef}>
          {items.map((item) => (
            <ReviewRow key={item.id} item={item} onReview={onReview} />
          ))}
        </tbody>
      </table>
      <p className={styles.keys}>
        <kbd>J</kbd> <kbd>K</kbd> move, <kbd>R</kbd> reviews, <kbd>Enter</kbd> opens the lead
      </p>
    </>
  )
}

/** In a dialog that lies above the list the key is a letter. */
function isPlain({ ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  const isTyping = target instanceof Element && target.closest('input, textarea, select, [role="dialog"]')
  return !ctrlKey && !metaKey && !altKey && !isTyping
}
