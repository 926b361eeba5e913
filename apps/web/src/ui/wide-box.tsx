import type { ReactNode } from 'react'
import styles from './wide-box.module.css'

/** Holds a table that may be wider than a phone; scrolls by itself, with the keyboard too. */
export function WideBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus nobody could scroll it by keyboard
    <section className={styles.box} tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
