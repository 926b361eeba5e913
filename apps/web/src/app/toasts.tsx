import { useNotifications } from '@mantine/notifications'
import { lazy, Suspense, useState } from 'react'

const ToastArea = lazy(async () => ({ default: (await import('./toast-area.tsx')).ToastArea }))

/** The place of the toasts; its code is loaded with the first one. */
export function Toasts({ isPhone }: { isPhone: boolean }) {
  const { notifications } = useNotifications()
  const [isWanted, setIsWanted] = useState(false)
  if (notifications.length > 0 && !isWanted) setIsWanted(true)
  if (!isWanted) return null
  return (
    <Suspense fallback={null}>
      <ToastArea isPhone={isPhone} />
    </Suspense>
  )
}
