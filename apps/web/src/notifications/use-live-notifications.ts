import {
  countUnreadNotifications,
  listNotifications,
  type Notification,
} from '@leadglass/contracts/notifications.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { followLiveStream } from '../api/live-stream.ts'
import type { LiveEvent } from '../api/sse-parser.ts'
import { invalidateAssignments } from '../assignments/assignment-queries.ts'
import { setUnreadCount } from './notification-queries.ts'

/** Keeps everything that notifications change up to date; answers whether the live stream is up. */
export function useLiveNotifications(onArrival: (notification: Notification) => void): boolean {
  const queryClient = useQueryClient()
  const [isLive, setIsLive] = useState(false)

  const receive = useEffectEvent((event: LiveEvent) => {
    if (event.name === 'unread')
      setUnreadCount(queryClient, (JSON.parse(event.data) as { count: number }).count)
    if (event.name !== 'notification') return
    const notification = JSON.parse(event.data) as Notification
    void queryClient.invalidateQueries({ queryKey: [listNotifications.name] })
    void queryClient.invalidateQueries({ queryKey: [countUnreadNotifications.name] })
    invalidateAssignments(queryClient)
    onArrival(notification)
  })

  useEffect(() => {
    const stop = new AbortController()
    followLiveStream({ onEvent: receive, onStatus: setIsLive }, stop.signal)
    return () => stop.abort()
  }, [])

  return isLive
}
