import { ActionIcon } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { NotificationBell } from '../notifications/notification-bell.tsx'
import { Logo } from '../ui/logo.tsx'
import { paths } from './paths.ts'
import styles from './phone.module.css'
import { UserMenu } from './user-menu.tsx'

export function PhoneHeader({ isLive, onSearch }: { isLive: boolean; onSearch: () => void }) {
  return (
    <header className={styles.header}>
      <Link to={paths.home} className={styles.brand}>
        <Logo />
        <span>Leadglass</span>
      </Link>
      <ActionIcon aria-label="Search and commands" onClick={onSearch}>
        <IconSearch size={20} stroke={1.5} />
      </ActionIcon>
      <NotificationBell isLive={isLive} />
      <UserMenu isCompact />
    </header>
  )
}
