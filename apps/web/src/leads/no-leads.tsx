import { Button } from '@mantine/core'
import { IconFilterOff, IconUsers, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { EmptyState } from '../ui/empty-state.tsx'
import styles from '../ui/filters.module.css'
import { filterWords } from './filter-words.ts'
import { activeFilters, type LeadFilterName, type LeadFilters } from './lead-filters.ts'

type Props = {
  filters: LeadFilters
  ownerName: string | undefined
  onDrop: (name: LeadFilterName) => void
  /** What to do when there are no leads at all. */
  firstStep: ReactNode
}

/** An empty result says which filter to drop; an empty system says where to begin. */
export function NoLeads({ filters, ownerName, onDrop, firstStep }: Props) {
  const names = activeFilters(filters)
  if (names.length === 0) {
    return (
      <EmptyState icon={IconUsers} title="No leads yet" action={firstStep}>
        Leads show here as soon as they are created, imported or assigned to you.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={IconFilterOff} title="No lead matches">
      {names.length === 1
        ? 'One filter is in force. Drop it to see more:'
        : 'Drop one of the filters to see more:'}
      <div className={styles.drops}>
        {names.map((name) => (
          <Button
            key={name}
            variant="default"
            rightSection={<IconX size={12} aria-hidden />}
            onClick={() => onDrop(name)}
          >
            {filterWords(name, filters, ownerName)}
          </Button>
        ))}
      </div>
    </EmptyState>
  )
}
