import type { Notification } from '@leadglass/contracts/notifications.ts'
import { ActionIcon } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { RelativeTime } from '../ui/relative-time.tsx'
import { NotificationIcon } from './notification-icon.tsx'
import styles from './notifications.module.css'

type Props = { notification: Notification; onOpen: () => void; onRead: () => void }

export function NotificationRow({ notification, onOpen, onRead }: Props) {
  return (
    <div className={styles.row} data-unread={!notification.is_read || undefined}>
      <button type="button" className={styles.open} onClick={onOpen}>
        <span className={styles.icon}>
          <NotificationIcon type={notification.notification_type} />
        </span>
        <span className={styles.words}>
          <span className={styles.title}>{notification.title}</span>
          <span className={styles.message}>{notification.message}</span>
        </span>
        <span className={styles.time}>
          <RelativeTime at={notification.created_at} />
        </span>
      </button>
      {!notification.is_read && (
        <ActionIcon
          className={styles.read}
          aria-label={`Mark “${notification.title}” as read`}
          onClick={onRead}
        >
          <IconCheck size={16} stroke={1.5} />
        </ActionIcon>
      )}
    </div>
  )
}
