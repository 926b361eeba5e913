import { Button } from '@mantine/core'
import { IconFilterOff, IconUsers, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { EmptyState } from '../ui/empty-state.tsx'
import styles from '../ui/filters.module.css'
import type { LeadFilterName } from './lead-filters.ts'

type Props = {
  /** The filters in force, in words. */
  chips: readonly { name: LeadFilterName; words: string }[]
  onDrop: (name: LeadFilterName) => void
  /** What to do when there are no leads at all. */
  firstStep: ReactNode
}

/** An empty result says which filter to drop; an empty system says where to begin. */
export function NoLeads({ chips, onDrop, firstStep }: Props) {
  if (chips.length === 0) {
    return (
      <EmptyState icon={IconUsers} title="No leads yet" action={firstStep}>
        Leads show here as soon as they are created, imported or assigned to you.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={IconFilterOff} title="No lead matches">
      {chips.length === 1
        ? 'One filter is in force. Drop it to see more:'
        : 'Drop one of the filters to see more:'}
      <div className={styles.drops}>
        {chips.map(({ name, words }) => (
          <Button
            key={name}
            variant="default"
            rightSection={<IconX size={12} aria-hidden />}
            onClick={() => onDrop(name)}
          >
            {words}
          </Button>
        ))}
      </div>
    </EmptyState>
  )
}
