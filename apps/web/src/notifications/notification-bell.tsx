import { ActionIcon, Popover } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { NotificationList } from './notification-list.tsx'
import { unreadCountQuery } from './notification-queries.ts'
import styles from './notifications.module.css'

/** The bell with the number of unread notifications, and their list. */
export function NotificationBell({ isLive }: { isLive: boolean }) {
  const [isOpen, setIsOpen] = useState(false)
  const { data } = useQuery(unreadCountQuery(isLive))
  const unread = data?.count ?? 0
  const shown = unread > 99 ? '99+' : String(unread)

  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-start"
      width="min(400px, calc(100vw - 24px))"
      trapFocus
      returnFocus
      transitionProps={{ duration: 100 }}
    >
      <Popover.Target>
        <ActionIcon
          className={styles.bell}
          aria-label={unread === 0 ? 'Notifications' : `Notifications, ${shown} unread`}
          onClick={() => setIsOpen((wasOpen) => !wasOpen)}
        >
          <IconBell size={18} stroke={1.5} />
          {unread > 0 && (
            <span className={styles.badge} aria-hidden>
              {shown}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} className={styles.popover} aria-label="Notifications">
        <NotificationList unread={unread} onDone={() => setIsOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}
