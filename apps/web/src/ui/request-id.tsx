import { CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import styles from './request-id.module.css'

/** The id under which the log knows a request, to be copied into a report. */
export function RequestId({ id }: { id: string }) {
  return (
    <CopyButton value={id}>
      {({ copied, copy }) => (
        <button type="button" className={styles.root} onClick={copy} aria-label={`Request ID ${id}, copy`}>
          <span>Request ID {id}</span>
          {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        </button>
      )}
    </CopyButton>
  )
}
