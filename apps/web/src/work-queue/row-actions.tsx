import type { WorkItem } from '@leadglass/contracts/work-queue.ts'
import { ActionIcon } from '@mantine/core'
import {
  type Icon,
  IconAlarmSnooze,
  IconCalendarEvent,
  IconCircleCheck,
  IconMail,
  IconNote,
  IconPhone,
} from '@tabler/icons-react'
import type { Step } from './use-queue-work.ts'
import styles from './work-queue.module.css'

export type RowAction = 'done' | 'snooze' | 'call' | 'mail' | 'note' | 'follow-up'

const actions: readonly { action: RowAction; word: string; key: string; icon: Icon }[] = [
  { action: 'call', word: 'Call', key: 'C', icon: IconPhone },
  { action: 'mail', word: 'Mail', key: 'M', icon: IconMail },
  { action: 'note', word: 'Note', key: 'N', icon: IconNote },
  { action: 'follow-up', word: 'Follow-up', key: 'F', icon: IconCalendarEvent },
  { action: 'snooze', word: 'Snooze', key: 'H', icon: IconAlarmSnooze },
  { action: 'done', word: 'Done', key: 'E', icon: IconCircleCheck },
]

type Props = { item: WorkItem; onAction: (action: RowAction) => void }

/** What can be done with a lead; without a number or an address there is nothing to call or mail. */
export function RowActions({ item, onAction }: Props) {
  return (
    <span className={styles.actions}>
      {actions.map(({ action, word, key, icon: IconShape }) => (
        <ActionIcon
          key={action}
          className={styles.action}
          title={`${word} (${key})`}
          aria-label={`${word}: ${item.name}`}
          disabled={(action === 'call' && item.phone === null) || (action === 'mail' && item.email === null)}
          onClick={() => onAction(action)}
        >
          <IconShape size={16} stroke={1.5} />
          <span className={styles.word}>{word}</span>
        </ActionIcon>
      ))}
    </span>
  )
}

/** Calls and mails open the program of the machine, and then ask what came of it. */
export function actOn(action: RowAction, item: WorkItem, openStep: (step: Step) => void): void {
  const leadId = item.lead_id
  if (action === 'call') {
    if (item.phone === null) return
    openProgram(`tel:${item.phone.replaceAll(/[^+\d]/g, '')}`)
    openStep({ kind: 'done', leadId, outcome: 'called' })
  } else if (action === 'mail') {
    if (item.email === null) return
    openProgram(`mailto:${encodeURIComponent(item.email).replace('%40', '@')}`)
    openStep({ kind: 'done', leadId, outcome: 'mailed' })
  } else openStep({ kind: action, leadId })
}

function openProgram(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.click()
}
