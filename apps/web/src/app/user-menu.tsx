import { Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core'
import {
  IconCheck,
  IconDeviceDesktop,
  IconHelpCircle,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useCurrentUser } from '../api/session.ts'
import { useSignOut } from '../auth/auth-queries.ts'
import { roleWords } from '../lib/role-words.ts'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import { paths } from './paths.ts'
import styles from './user-menu.module.css'

const schemes = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'System', icon: IconDeviceDesktop },
] as const

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ isCompact }: { isCompact: boolean }) {
  const user = useCurrentUser()
  return (
    <Menu position="top-start" width={216} withinPortal transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <UnstyledButton className={styles.target} data-compact={isCompact || undefined}>
          <PersonAvatar name={user.full_name} size={26} />
          <VisuallyHidden>Account menu</VisuallyHidden>
          {!isCompact && (
            <span className={styles.who}>
              <span>{user.full_name}</span>
              <small>{roleWords[user.role]}</small>
            </span>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {isCompact && (
          <Menu.Label>
            {user.full_name} · {roleWords[user.role]}
          </Menu.Label>
        )}
        <UserMenuItems />
      </Menu.Dropdown>
    </Menu>
  )
}

function UserMenuItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = useSignOut()
  return (
    <>
      <Menu.Label>Theme</Menu.Label>
      {schemes.map(({ value, label, icon: Shape }) => (
        <Menu.Item
          key={value}
          leftSection={<Shape size={16} stroke={1.5} />}
          rightSection={colorScheme === value ? <IconCheck size={14} aria-label="in use" /> : null}
          onClick={() => setColorScheme(value)}
        >
          {label}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item component={Link} to={paths.settings} leftSection={<IconSettings size={16} stroke={1.5} />}>
        Settings
      </Menu.Item>
      <Menu.Item component={Link} to={paths.help} leftSection={<IconHelpCircle size={16} stroke={1.5} />}>
        Help
      </Menu.Item>
      <Menu.Item leftSection={<IconLogout size={16} stroke={1.5} />} onClick={() => signOut.mutate()}>
        Sign out
      </Menu.Item>
    </>
  )
}
