import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './empty-state.module.css'
import { RequestId } from './request-id.tsx'

type Props = {
  title?: string
  message: string
  requestId?: string | null
  onRetry?: () => void
  action?: ReactNode
}

/** Says what went wrong, with the id that finds it in the log, and a way to try again. */
export function ErrorState({
  title = 'This could not be loaded',
  message,
  requestId,
  onRetry,
  action,
}: Props) {
  return (
    <div className={styles.root} role="alert">
      <IconAlertTriangle className={styles.icon} stroke={1.5} aria-hidden />
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.text}>{message}</p>
      {requestId && <RequestId id={requestId} />}
      <div className={styles.actions}>
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
        {action}
      </div>
    </div>
  )
}
