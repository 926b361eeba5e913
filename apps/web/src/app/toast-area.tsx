import { Notifications } from '@mantine/notifications'

export function ToastArea({ isPhone }: { isPhone: boolean }) {
  return <Notifications position={isPhone ? 'top-center' : 'bottom-right'} limit={3} autoClose={6000} />
}
