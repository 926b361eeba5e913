import { Button, CopyButton } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

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

function RequestId({ id }: { id: string }) {
  return (
    <CopyButton value={id}>
      {({ copied, copy }) => (
        <button type="button" className={styles.requestId} onClick={copy} aria-label={`Request ${id}, copy`}>
          <span>Request {id}</span>
          {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        </button>
      )}
    </CopyButton>
  )
}
