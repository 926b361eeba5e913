import type { WorkItem } from '@leadglass/contracts/work-queue.ts'
import { ActionIcon, Popover } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import rows from '../ui/data-rows.module.css'
import { factorLines } from './factor-lines.ts'
import styles from './work-queue.module.css'

type Props = { item: WorkItem; isOpen: boolean; onToggle: (isOpen: boolean) => void }

/** Why a lead stands where it does: the factors of its rank, with what each rests on. */
export function WhyHere({ item, isOpen, onToggle }: Props) {
  return (
    <span className={`${rows.above} ${styles.why}`}>
      <Popover opened={isOpen} onChange={onToggle} position="bottom-end" width={300} shadow="none">
        <Popover.Target>
          <ActionIcon
            size={24}
            title="Why this order (W)"
            aria-label={`Why this order: ${item.name}`}
            onClick={() => onToggle(!isOpen)}
          >
            <IconInfoCircle size={14} stroke={1.5} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown className={styles.factors}>
          <dl>
            {factorLines(item, new Date()).map(({ name, fact, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className={styles.fact}>{fact}</dd>
                <dd>{value}</dd>
              </div>
            ))}
            <div className={styles.rank}>
              <dt>Rank</dt>
              <dd>{Math.round(item.rank)}</dd>
            </div>
          </dl>
        </Popover.Dropdown>
      </Popover>
    </span>
  )
}
