import type { User } from '@leadglass/contracts/auth.ts'
import { roleWords } from '../lib/role-words.ts'
import rows from '../ui/data-rows.module.css'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { TableHead } from '../ui/table-head.tsx'
import styles from './users.module.css'

const columns = ['Name', 'Role', 'Username', 'E-mail', 'Last sign-in'] as const

type Props = { users: readonly User[]; meId: string; onEdit: ((user: User) => void) | null }

/** A row opens its user for those who may change one. */
export function UserTable({ users, meId, onEdit }: Props) {
  return (
    <table className={`${rows.table} ${styles.users}`}>
      <TableHead columns={columns} />
      <tbody>
        {users.map((user) => (
          <tr key={user.id} className={`${rows.row} ${styles.userRow}`}>
            <td data-column="name">
              <span className={rows.lead}>
                <PersonAvatar name={user.full_name} size={24} />
                {onEdit === null ? (
                  <span className={styles.name}>{user.full_name}</span>
                ) : (
                  <button
                    type="button"
                    className={`${rows.name} ${styles.open}`}
                    aria-label={`Edit ${user.full_name}`}
                    onClick={() => onEdit(user)}
                  >
                    {user.full_name}
                  </button>
                )}
                {user.id === meId && <span className={styles.tag}>you</span>}
                {!user.is_active && <span className={styles.tag}>inactive</span>}
              </span>
            </td>
            <td data-column="role">{roleWords[user.role]}</td>
            <td data-column="username" className={rows.muted}>
              {user.username}
            </td>
            <td data-column="e-mail" className={rows.muted}>
              {user.email}
            </td>
            <td data-column="last sign-in" className={rows.muted}>
              <RelativeTime at={user.last_login_at} empty="never" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
