import { IconX } from '@tabler/icons-react'
import styles from '../ui/filters.module.css'
import { filterWords } from './filter-words.ts'
import { activeFilters, type LeadFilterName, type LeadFilters } from './lead-filters.ts'

type Props = {
  filters: LeadFilters
  ownerName: string | undefined
  onDrop: (name: LeadFilterName) => void
  onClear: () => void
}

/** Every filter in force, each with its ×. */
export function FilterChips({ filters, ownerName, onDrop, onClear }: Props) {
  const names = activeFilters(filters)
  if (names.length === 0) return null
  return (
    <div className={styles.chips}>
      {names.map((name) => {
        const words = filterWords(name, filters, ownerName)
        return (
          <button key={name} type="button" className={styles.chip} onClick={() => onDrop(name)}>
            <span>{words}</span>
            <IconX size={12} aria-label="remove this filter" />
          </button>
        )
      })}
      <button type="button" className={styles.clear} onClick={onClear}>
        Clear all
      </button>
    </div>
  )
}
