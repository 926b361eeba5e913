import type { Notification } from '@leadglass/contracts/notifications.ts'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'

/** One toast per new notification, in the tab that the person looks at. */
export function useNotificationToast() {
  const navigate = useNavigate()
  return ({ id, title, message, link }: Notification) => {
    if (document.visibilityState !== 'visible') return
    const open = () => {
      notifications.hide(id)
      if (link !== null) void navigate({ href: link })
    }
    notifications.show({
      id,
      title,
      message,
      onClick: open,
      style: { cursor: link === null ? 'default' : 'pointer' },
    })
  }
}
