import { IconX } from '@tabler/icons-react'
import styles from '../ui/filters.module.css'
import { type AuditFilterName, type AuditFilters, activeFilters } from './audit-filters.ts'
import { filterWords } from './audit-words.ts'

type Props = {
  filters: AuditFilters
  names: ReadonlyMap<string, string>
  onDrop: (name: AuditFilterName) => void
  onClear: () => void
}

/** Every filter in force, each with its ×. */
export function AuditFilterChips({ filters, names, onDrop, onClear }: Props) {
  const active = activeFilters(filters)
  if (active.length === 0) return null
  return (
    <div className={styles.chips}>
      {active.map((name) => (
        <button key={name} type="button" className={styles.chip} onClick={() => onDrop(name)}>
          <span>{filterWords(name, filters, names)}</span>
          <IconX size={12} aria-label="remove this filter" />
        </button>
      ))}
      <button type="button" className={styles.clear} onClick={onClear}>
        Clear all
      </button>
    </div>
  )
}
