import { Button, Popover } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './filters.module.css'

type Props = {
  /** How many filters of it are in force. */
  count: number
  children: ReactNode
}

/** The button that opens the filters which have no place of their own on the bar. */
export function FilterPopover({ count, children }: Props) {
  return (
    <Popover position="bottom-start" width="min(340px, calc(100vw - 24px))" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilter size={14} stroke={1.5} />}>
          Filter{count > 0 && ` · ${count}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.menu} aria-label="Filters">
        {children}
      </Popover.Dropdown>
    </Popover>
  )
}

/** Two fields that belong together: from and to. */
export function FilterPair({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={styles.pair}>
      <legend>{label}</legend>
      {children}
    </fieldset>
  )
}
