import { useHotkeys, useMediaQuery } from '@mantine/hooks'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useSession } from '../api/session.ts'
import { useLiveNotifications } from '../notifications/use-live-notifications.ts'
import { BottomBar } from './bottom-bar.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { navItemsFor } from './nav-items.ts'
import { PhoneHeader } from './phone-header.tsx'
import styles from './shell.module.css'
import { Sidebar } from './sidebar.tsx'
import { Toasts } from './toasts.tsx'
import { useGoToKeys } from './use-go-to-keys.ts'
import { useNotificationToast } from './use-notification-toast.ts'

const CommandMenu = lazy(async () => ({ default: (await import('./command-menu.tsx')).CommandMenu }))

/** Nothing of the signed-in app is shown without a session; the router is on its way to the sign-in page then. */
export function SignedInLayout() {
  return useSession() === null ? null : <Shell />
}

function Shell() {
  const session = useSession()
  const items = navItemsFor(session?.user.role ?? 'sales_rep')
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  const isLive = useLiveNotifications(useNotificationToast())
  const [menuOpenings, setMenuOpenings] = useState(0)
  const openMenu = () => setMenuOpenings((openings) => openings + 1)
  useHotkeys([['mod+K', openMenu]], [])
  useHotkeys([['/', () => focusSearch() || openMenu()]])
  useGoToKeys(items)

  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        Skip to content
      </a>
      {isPhone ? (
        <PhoneHeader isLive={isLive} onSearch={openMenu} />
      ) : (
        <Sidebar items={items} isLive={isLive} onSearch={openMenu} />
      )}
      <main id="content" className={styles.content} tabIndex={-1}>
        <ConnectionBanner />
        <Outlet />
      </main>
      {isPhone && <BottomBar items={items} onSearch={openMenu} />}
      <Toasts isPhone={isPhone === true} />
      {menuOpenings > 0 && (
        <Suspense fallback={null}>
          <CommandMenu items={items} openings={menuOpenings} />
        </Suspense>
      )}
    </div>
  )
}

/** The search field of the list on the page, when it has one. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]')
  field?.focus()
  field?.select()
  return field !== null
}
