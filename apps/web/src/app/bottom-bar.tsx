import { Menu, UnstyledButton } from '@mantine/core'
import { IconDots, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { NavItem } from './nav-items.ts'
import styles from './phone.module.css'

type Props = { items: readonly NavItem[]; onSearch: () => void }

/** Four targets for the thumb: the first pages, and what is left under More (or search, when nothing is). */
export function BottomBar({ items, onSearch }: Props) {
  const hasMore = items.length > 4
  const first = hasMore ? items.slice(0, 3) : items
  const rest = hasMore ? items.slice(3) : []
  return (
    <nav className={styles.bar} aria-label="Main">
      {first.map((item) => (
        <Link key={item.to} to={item.to} className={styles.item}>
          <item.icon size={20} stroke={1.5} aria-hidden />
          {item.label}
        </Link>
      ))}
      {hasMore ? (
        <MoreItems items={rest} />
      ) : (
        <UnstyledButton className={styles.item} onClick={onSearch}>
          <IconSearch size={20} stroke={1.5} aria-hidden />
          Search
        </UnstyledButton>
      )}
    </nav>
  )
}

function MoreItems({ items }: { items: readonly NavItem[] }) {
  return (
    <Menu position="top-end" width={200}>
      <Menu.Target>
        <UnstyledButton className={styles.item}>
          <IconDots size={20} stroke={1.5} aria-hidden />
          More
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map((item) => (
          <Menu.Item
            key={item.to}
            component={Link}
            to={item.to}
            leftSection={<item.icon size={18} stroke={1.5} />}
          >
            {item.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
