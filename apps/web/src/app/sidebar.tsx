import { ActionIcon, Kbd, Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconLayoutSidebar, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { NotificationBell } from '../notifications/notification-bell.tsx'
import { Logo } from '../ui/logo.tsx'
import type { NavItem } from './nav-items.ts'
import { paths } from './paths.ts'
import styles from './sidebar.module.css'
import { UserMenu } from './user-menu.tsx'

const commandKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'

type Props = { items: readonly NavItem[]; isLive: boolean; onSearch: () => void }

export function Sidebar({ items, isLive, onSearch }: Props) {
  const [isCollapsed, setIsCollapsed] = useLocalStorage({
    key: 'leadglass-sidebar-collapsed',
    defaultValue: false,
    getInitialValueInEffect: false,
  })

  return (
    <aside className={styles.sidebar} data-collapsed={isCollapsed || undefined}>
      <div className={styles.top}>
        <Link to={paths.home} className={styles.brand}>
          <Logo />
          <span className={styles.label}>Leadglass</span>
        </Link>
        <div className={styles.tools}>
          <NotificationBell isLive={isLive} />
          <ActionIcon
            aria-label={isCollapsed ? 'Expand the sidebar' : 'Collapse the sidebar'}
            aria-expanded={!isCollapsed}
            onClick={() => setIsCollapsed(!isCollapsed)}
          >
            <IconLayoutSidebar size={18} stroke={1.5} />
          </ActionIcon>
        </div>
      </div>
      <UnstyledButton className={styles.search} onClick={onSearch}>
        <IconSearch size={16} stroke={1.5} aria-hidden />
        <VisuallyHidden>Search and commands</VisuallyHidden>
        <span className={styles.label} aria-hidden>
          Search
        </span>
        <Kbd className={styles.label} aria-hidden>
          {commandKey}
        </Kbd>
      </UnstyledButton>
      <nav className={styles.nav} aria-label="Main">
        {items.map((item) => (
          <Tooltip key={item.to} label={item.label} position="right" disabled={!isCollapsed}>
            <Link to={item.to} className={styles.link} aria-label={item.label}>
              <item.icon size={18} stroke={1.5} aria-hidden />
              <span className={styles.label}>{item.label}</span>
            </Link>
          </Tooltip>
        ))}
      </nav>
      <UserMenu isCompact={isCollapsed} />
    </aside>
  )
}
