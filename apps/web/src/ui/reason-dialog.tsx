import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { isSubmitKey, submitKey } from '../lib/submit-key.ts'
import { DialogError } from './dialog-error.tsx'
import styles from './dialog-form.module.css'

type Refusal = Error & { readonly fields?: Readonly<Record<string, string>> }
type Props = {
  title: string
  /** The word on the button. */
  action: string
  /** What will happen, in words. */
  children: ReactNode
  /** Fields before the reason. */
  fields?: ReactNode
  isReady?: boolean
  isPending: boolean
  error: Refusal | null
  onSubmit: (reason: string) => void
  onClose: () => void
}

/** Asks why, before something that everybody will notice. */
export function ReasonDialog({ title, action, children, fields, isReady = true, ...rest }: Props) {
  const { isPending, error, onSubmit, onClose } = rest
  const [reason, setReason] = useState('')
  const words = reason.trim()
  const canSubmit = words !== '' && isReady && !isPending
  const refused = error?.fields ?? {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (canSubmit) onSubmit(words)
  }
  return (
    <Modal opened onClose={onClose} title={title} size="md">
      <form onSubmit={submit} className={styles.form} noValidate>
        <div className={styles.text}>{children}</div>
        <DialogError error={refused.reason || refused.publish_at ? null : asWhole(error)} />
        {fields}
        <Textarea
          label="Reason"
          description="For everybody who asks later why scores moved"
          placeholder="What was wrong, what you expect"
          data-autofocus
          autosize
          minRows={2}
          maxRows={8}
          maxLength={500}
          required
          value={reason}
          error={refused.reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => isSubmitKey(event) && submit(event)}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!canSubmit && !isPending} loading={isPending} title={submitKey}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** A refusal of fields that this dialog does not show is said as a whole. */
function asWhole(error: Refusal | null): Error | null {
  return error?.fields ? new Error(error.message, { cause: error }) : error
}
