import { formatDay } from '../lib/format-date.ts'
import { DateRange } from '../ui/date-range.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { FilterPopover } from '../ui/filter-popover.tsx'
import { ViewTabs } from '../ui/view-tabs.tsx'
import styles from './report-card.module.css'
import type { ReportCardFilters } from './report-card-filters.ts'

const seenTabs = [
  { value: 'all', label: 'All leads' },
  { value: 'held_out', label: 'Held out' },
  { value: 'later', label: 'Not in the training' },
] as const

type Props = {
  filters: ReportCardFilters
  /** Rules alone learn from no leads: there is nothing to tell apart. */
  isLearned: boolean
  onChange: (change: ReportCardFilters) => void
  onClear: () => void
}

/** Which closed leads the figures are about. */
export function CardFilters({ filters, isLearned, onChange, onClear }: Props) {
  const { from, to, seen } = filters
  const days = from !== undefined || to !== undefined
  return (
    <div className={styles.filters}>
      {(isLearned || seen) && (
        <ViewTabs
          label="Which leads"
          tabs={seenTabs}
          value={seen ?? 'all'}
          onChange={(value) => onChange({ seen: value === 'all' ? undefined : value })}
        />
      )}
      <FilterPopover count={days ? 1 : 0}>
        <DateRange
          label="Closed"
          names={{ from: 'Closed from', to: 'Closed to' }}
          from={from}
          to={to}
          onChange={onChange}
        />
      </FilterPopover>
      <FilterChips
        chips={days ? [{ name: 'days', words: periodWords(from, to) }] : []}
        onDrop={() => onChange({ from: undefined, to: undefined })}
        onClear={onClear}
      />
    </div>
  )
}

function periodWords(from: string | undefined, to: string | undefined): string {
  if (from && to) return `closed ${formatDay(from)} – ${formatDay(to)}`
  return from ? `closed since ${formatDay(from)}` : `closed up to ${formatDay(to ?? '')}`
}
