import type { WorkItem } from '@leadglass/contracts/work-queue.ts'
import { Link } from '@tanstack/react-router'
import { memo, type ReactNode } from 'react'
import { paths } from '../app/paths.ts'
import rows from '../ui/data-rows.module.css'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { ScoreChip } from '../ui/score-chip.tsx'
import { type RowAction, RowActions } from './row-actions.tsx'
import { WhyHere } from './why-here.tsx'
import styles from './work-queue.module.css'

const columns = [
  { name: 'lead', title: 'Lead' },
  { name: 'score', title: 'Score' },
  { name: 'reason', title: 'Why now' },
  { name: 'touch', title: 'Last contact' },
  { name: 'follow-up', title: 'Follow-up' },
  { name: 'actions', title: '' },
]

export function QueueRowsHeader() {
  return (
    <thead className={rows.head}>
      <tr>
        {columns.map(({ name, title }) => (
          <th key={name} data-column={name}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  )
}

type Props = {
  item: WorkItem
  isSelected: boolean
  /** Whether the focus on a row brings the code of its page: not while the list itself is being opened. */
  preloads: boolean
  showsActions: boolean
  isExplained: boolean
  onExplain: (item: WorkItem, isOpen: boolean) => void
  onSelect: (item: WorkItem) => void
  onHover: (item: WorkItem) => void
  onAction: ((action: RowAction, item: WorkItem) => void) | null
  /** What is asked below the row. */
  children: ReactNode
}

/**
 * A lead with the one reason to turn to it; what is asked stands in a row of its own below. Drawn again only when it
 * changes: a hundred rows for each press of a key would be felt.
 */
export const QueueRow = memo(function QueueRow({
  item,
  isSelected,
  showsActions,
  onSelect,
  onHover,
  onAction,
  ...rest
}: Props) {
  const { isExplained, onExplain, preloads, children } = rest
  return (
    <>
      <tr
        className={`${rows.row} ${styles.row}`}
        data-lead={item.lead_id}
        data-selected={isSelected || undefined}
        onFocus={() => onSelect(item)}
        onPointerMove={() => onHover(item)}
      >
        <td data-column="lead">
          <Lead item={item} isSelected={isSelected} preloads={preloads} />
        </td>
        <td data-column="score">
          <ScoreChip score={item.score} classification={item.classification} />
        </td>
        <td data-column="reason" data-urgent={isUrgent(item) || undefined}>
          <span className={styles.reason}>{item.reason_text}</span>
          <WhyHere item={item} isOpen={isExplained} onToggle={(isOpen) => onExplain(item, isOpen)} />
        </td>
        <td data-column="touch" className={rows.muted}>
          <RelativeTime at={item.last_touch_at} empty="never" />
        </td>
        <td data-column="follow-up" className={rows.muted}>
          <RelativeTime at={item.follow_up_at} empty="" />
        </td>
        <td data-column="actions" className={rows.above}>
          {onAction && showsActions && (
            <RowActions item={item} onAction={(action) => onAction(action, item)} />
          )}
        </td>
      </tr>
      {children && (
        <tr className={styles.stepRow}>
          <td colSpan={columns.length}>{children}</td>
        </tr>
      )}
    </>
  )
})

function Lead({ item, isSelected, preloads }: Pick<Props, 'item' | 'isSelected' | 'preloads'>) {
  const about = [item.title, item.company].filter(Boolean).join(', ')
  return (
    <span className={rows.lead}>
      <PersonAvatar name={item.name} size={28} />
      <span className={styles.person}>
        <Link
          to={paths.lead(item.lead_id)}
          className={rows.name}
          preload={preloads ? 'intent' : false}
          tabIndex={isSelected ? 0 : -1}
          title={item.name}
        >
          {item.name}
        </Link>
        <span className={styles.about} title={about}>
          {about || item.email}
        </span>
      </span>
    </span>
  )
}

function isUrgent({ reason }: WorkItem): boolean {
  return reason === 'follow_up_overdue' || reason === 'follow_up_today' || reason === 'unanswered'
}
