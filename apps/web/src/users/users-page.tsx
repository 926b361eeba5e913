import type { User } from '@leadglass/contracts/auth.ts'
import { Button } from '@mantine/core'
import { IconPlus, IconUsers } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { useCurrentUser } from '../api/session.ts'
import { formatPlural } from '../lib/format-count.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { PageBar } from '../ui/page-bar.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { usersQuery } from './user-queries.ts'
import { UserTable } from './user-table.tsx'
import styles from './users.module.css'

const CreateUserDialog = lazy(async () => ({
  default: (await import('./create-user-dialog.tsx')).CreateUserDialog,
}))
const EditUserDialog = lazy(async () => ({
  default: (await import('./edit-user-dialog.tsx')).EditUserDialog,
}))

/** Everybody with an account; administrators create and change them, managers look. */
export function UsersPage() {
  const { search } = useSearch({ from: '/signed-in/users' })
  const navigate = useNavigate({ from: '/users' })
  const me = useCurrentUser()
  const list = useInfiniteQuery({ ...usersQuery({ search }), placeholderData: keepPreviousData })
  const [dialog, setDialog] = useState<User | 'new' | null>(null)
  const [firstPage] = list.data?.pages ?? []
  const users = list.data?.pages.flatMap((page) => page.items) ?? []
  const close = () => setDialog(null)
  const isAdmin = me.role === 'admin'

  return (
    <>
      <PageBar
        title="Users"
        count={firstPage && formatPlural(firstPage.total, 'user', 'users', firstPage.total_capped)}
        actions={
          isAdmin && (
            <Button leftSection={<IconPlus size={14} />} onClick={() => setDialog('new')}>
              New user
            </Button>
          )
        }
      >
        <SearchField
          className={styles.search}
          placeholder="Search users"
          value={search ?? ''}
          onChange={(words) => void navigate({ search: { search: words || undefined }, replace: true })}
        />
      </PageBar>
      {list.isPending && <SkeletonRows count={6} />}
      {firstPage === undefined && list.error && (
        <ErrorState
          message={list.error.message}
          requestId={list.error instanceof ApiError ? list.error.requestId : null}
          onRetry={() => void list.refetch()}
        />
      )}
      {firstPage !== undefined && users.length === 0 && (
        <EmptyState icon={IconUsers} title="Nobody found">
          No name, username or e-mail holds “{search}”.
        </EmptyState>
      )}
      {users.length > 0 && <UserTable users={users} meId={me.id} onEdit={isAdmin ? setDialog : null} />}
      {list.hasNextPage && (
        <Button
          variant="default"
          className={styles.more}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
      <Suspense fallback={null}>
        {dialog === 'new' && <CreateUserDialog onClose={close} />}
        {dialog !== null && dialog !== 'new' && <EditUserDialog user={dialog} onClose={close} />}
      </Suspense>
    </>
  )
}
