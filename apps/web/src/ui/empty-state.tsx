import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

type Props = { icon: Icon; title: string; children?: ReactNode; action?: ReactNode }

/** An empty list says why it is empty and what to do about it. */
export function EmptyState({ icon: IconShape, title, children, action }: Props) {
  return (
    <div className={styles.root}>
      <IconShape className={styles.icon} stroke={1.5} aria-hidden />
      <h2 className={styles.title}>{title}</h2>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.actions}>{action}</div>}
    </div>
  )
}
