import type { Notification } from '@leadglass/contracts/notifications.ts'
import { Button, Skeleton } from '@mantine/core'
import { IconBellOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { notificationsQuery, useReadAllNotifications, useReadNotification } from './notification-queries.ts'
import { NotificationRow } from './notification-row.tsx'
import styles from './notifications.module.css'

/** Unread ones first, newest on top of each part. */
export function NotificationList({ unread, onDone }: { unread: number; onDone: () => void }) {
  const { data, error, refetch } = useQuery(notificationsQuery())
  const readAll = useReadAllNotifications()
  const readOne = useReadNotification()
  const navigate = useNavigate()

  const open = (notification: Notification) => {
    if (!notification.is_read) readOne.mutate(notification.id)
    if (notification.link === null) return
    onDone()
    void navigate({ href: notification.link })
  }
  const parts = [
    { title: 'New', items: data?.items.filter((notification) => !notification.is_read) ?? [] },
    { title: 'Earlier', items: data?.items.filter((notification) => notification.is_read) ?? [] },
  ]

  return (
    <>
      <header className={styles.head}>
        <h2>Notifications</h2>
        {unread > 0 && (
          <Button variant="subtle" size="compact-xs" onClick={() => readAll.mutate()}>
            Mark all read
          </Button>
        )}
      </header>
      <div className={styles.list}>
        {data === undefined && error === null && <LoadingRows />}
        {data === undefined && error !== null && (
          <ErrorState message={error.message} onRetry={() => void refetch()} />
        )}
        {data?.items.length === 0 && (
          <EmptyState icon={IconBellOff} title="Nothing new">
            You hear here when a lead is assigned or handed to you, or turns hot.
          </EmptyState>
        )}
        {parts.map(({ title, items }) =>
          items.length === 0 ? null : (
            <section key={title} aria-label={title}>
              <h3>{title}</h3>
              {items.map((notification) => (
                <NotificationRow
                  key={notification.id}
                  notification={notification}
                  onOpen={() => open(notification)}
                  onRead={() => readOne.mutate(notification.id)}
                />
              ))}
            </section>
          ),
        )}
      </div>
    </>
  )
}

function LoadingRows() {
  return (
    <div className={styles.loading} aria-busy>
      {[72, 56, 64].map((width) => (
        <Skeleton key={width} height={14} width={`${width}%`} />
      ))}
    </div>
  )
}
