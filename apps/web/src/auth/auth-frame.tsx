import type { ReactNode } from 'react'
import { Logo } from '../ui/logo.tsx'
import styles from './auth.module.css'

/** The quiet page around sign-in and registration. */
export function AuthFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles.page}>
      <title>{title}</title>
      <div className={styles.box}>
        <Logo size={32} />
        <h1 className={styles.title}>{title}</h1>
        {children}
      </div>
    </main>
  )
}
