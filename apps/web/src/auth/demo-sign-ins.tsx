import type { SignInOptions } from '@leadglass/contracts/auth.ts'
import { roleWords } from '../lib/role-words.ts'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import styles from './auth.module.css'

type DemoUser = SignInOptions['demo_users'][number]
type Props = { users: readonly DemoUser[]; isBusy: boolean; onPick: (user: DemoUser) => void }

/** One click per demo user; the server offers them only with the demo data of the embedded database. */
export function DemoSignIns({ users, isBusy, onPick }: Props) {
  return (
    <section className={styles.demo} aria-labelledby="demo-heading">
      <h2 id="demo-heading" className={styles.demoHeading}>
        Or look around as
      </h2>
      <ul className={styles.demoList}>
        {users.map((user) => (
          <li key={user.username}>
            <button type="button" className={styles.demoUser} disabled={isBusy} onClick={() => onPick(user)}>
              <PersonAvatar name={user.full_name} size={28} />
              <span className={styles.demoName}>
                {user.full_name}
                <small>
                  {roleWords[user.role]} · {user.username}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
