import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import styles from './lead-page.module.css'

const reasons = {
  won: ['Best fit', 'Price', 'Trusted us', 'Referral'],
  lost: ['No budget', 'Chose a competitor', 'No answer', 'Bad timing', 'Not a fit'],
}

type Props = {
  leadName: string
  outcome: 'won' | 'lost'
  onConfirm: (reason: string) => void
  onClose: () => void
}

/** Asks why a lead was won or lost: later the scores are measured by it. */
export function CloseLeadDialog({ leadName, outcome, onConfirm, onClose }: Props) {
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onConfirm(reason.trim())
  }
  return (
    <Modal opened onClose={onClose} title={outcome === 'won' ? 'Lead won' : 'Lead lost'} size="sm">
      <form onSubmit={submit} className={styles.dialog}>
        <p className={styles.dialogName}>{leadName}</p>
        <Textarea
          label={outcome === 'won' ? 'Why did we win?' : 'Why did we lose?'}
          data-autofocus
          autosize
          minRows={2}
          maxRows={6}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={styles.reasons}>
          {reasons[outcome].map((words) => (
            <Button key={words} variant="default" size="compact-xs" onClick={() => setReason(words)}>
              {words}
            </Button>
          ))}
        </div>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color={outcome === 'lost' ? 'red.9' : undefined}>
            Mark as {outcome}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
