import styles from './status-label.module.css'

/** A stage of the pipeline as a word, with a ring that fills on the way. */
export function StatusLabel({ status }: { status: string }) {
  return (
    <span className={styles.label}>
      <span className={styles.ring} data-status={status} aria-hidden />
      {statusWord(status)}
    </span>
  )
}

/** `new` → `New`. */
export function statusWord(status: string): string {
  return status.charAt(0).toUpperCase() + status.slice(1)
}
