import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { DialogError } from '../ui/dialog-error.tsx'
import styles from '../ui/dialog-form.module.css'

type Props = {
  title: string
  children: ReactNode
  error?: Error | null
  /** The buttons beside the one that closes. */
  actions: ReactNode
  closeLabel?: string
  onClose: () => void
}

/** Asks before something is lost. */
export function ConfirmDialog({
  title,
  children,
  error = null,
  actions,
  closeLabel = 'Cancel',
  onClose,
}: Props) {
  return (
    <Modal opened onClose={onClose} title={title} size="md">
      <div className={styles.form}>
        <div className={styles.text}>{children}</div>
        <DialogError error={error} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {closeLabel}
          </Button>
          {actions}
        </div>
      </div>
    </Modal>
  )
}
