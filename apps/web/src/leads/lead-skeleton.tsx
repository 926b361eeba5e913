import { Skeleton } from '@mantine/core'
import styles from './lead-page.module.css'

/** The lead page while its data is on the way, in its later measures. */
export function LeadSkeleton() {
  return (
    <div aria-busy>
      <div className={styles.header}>
        <div className={styles.identity}>
          <Skeleton height={40} circle />
          <div className={styles.names}>
            <Skeleton height={20} width={220} mb={6} />
            <Skeleton height={14} width={160} />
          </div>
        </div>
      </div>
      <div className={styles.layout}>
        <div className={styles.score}>
          <Skeleton height={320} />
        </div>
        <div className={styles.main}>
          <Skeleton height={140} mb={24} />
          <Skeleton height={320} />
        </div>
      </div>
    </div>
  )
}
