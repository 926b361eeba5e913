import {
  countUnreadNotifications,
  listNotifications,
  type Notification,
  readAllNotifications,
  readNotification,
} from '@leadglass/contracts/notifications.ts'
import type { Page } from '@leadglass/contracts/paging.ts'
import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/call.ts'

const pollMs = 30_000

/** The live stream keeps the figure up to date; while it is down, asking does. */
export function unreadCountQuery(isLive: boolean) {
  return queryOptions({
    queryKey: [countUnreadNotifications.name],
    queryFn: ({ signal }) => call(countUnreadNotifications, {}, { signal }),
    refetchInterval: isLive ? false : pollMs,
  })
}

export function notificationsQuery() {
  return queryOptions({
    queryKey: [listNotifications.name],
    queryFn: ({ signal }) => call(listNotifications, { query: { per_page: '50' } }, { signal }),
  })
}

export function setUnreadCount(queryClient: QueryClient, count: number): void {
  queryClient.setQueryData(unreadCountQuery(true).queryKey, { count })
}

export function useReadNotification() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(readNotification, { params: { id } }),
    onMutate: (id) => markRead(queryClient, (notification) => notification.id === id),
    onSettled: () => refreshNotifications(queryClient),
  })
}

export function useReadAllNotifications() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(readAllNotifications),
    onMutate: () => markRead(queryClient, () => true),
    onSettled: () => refreshNotifications(queryClient),
  })
}

/** Shows the effect at once; the answer of the server follows. */
function markRead(queryClient: QueryClient, isMeant: (notification: Notification) => boolean): void {
  let changed = 0
  const mark = (notification: Notification): Notification => {
    if (notification.is_read || !isMeant(notification)) return notification
    changed++
    return { ...notification, is_read: true }
  }
  queryClient.setQueryData(notificationsQuery().queryKey, (page: Page<Notification> | undefined) =>
    page === undefined ? undefined : { ...page, items: page.items.map(mark) },
  )
  queryClient.setQueryData(unreadCountQuery(true).queryKey, (unread: { count: number } | undefined) =>
    unread === undefined ? undefined : { count: Math.max(0, unread.count - changed) },
  )
}

export function refreshNotifications(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: [listNotifications.name] })
  void queryClient.invalidateQueries({ queryKey: [countUnreadNotifications.name] })
}
