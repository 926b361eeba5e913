import type { ReviewItem } from '@leadglass/contracts/verdicts.ts'
import { Button, Modal, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { isSubmitKey, submitKey } from '../lib/submit-key.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import styles from '../ui/dialog-form.module.css'
import { ScoreChip } from '../ui/score-chip.tsx'
import { useReviewVerdict } from './report-card-queries.ts'
import { verdictWords } from './verdict-words.ts'

type Props = { item: ReviewItem; onClose: () => void }

/** Says what came of a verdict; who gave it is told. */
export function ReviewDialog({ item, onClose }: Props) {
  const [note, setNote] = useState('')
  const review = useReviewVerdict(item.id)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    review.mutate(note.trim(), {
      onSuccess: () => {
        notifications.show({ message: `Reviewed. ${item.user.full_name} is told.` })
        onClose()
      },
    })
  }
  return (
    <Modal opened onClose={onClose} title={`Review the verdict on ${item.lead.name}`} size="md">
      <form onSubmit={submit} className={styles.form} noValidate>
        <div className={styles.text}>
          <p>
            {item.user.full_name} said <b>{verdictWords[item.verdict].toLowerCase()}</b> of{' '}
            <ScoreChip score={item.score} classification={item.classification} />
            {item.reason ? `: “${item.reason}”` : ', without a reason.'}
          </p>
          <p className={styles.note}>
            A review changes no score. It closes the verdict, and {item.user.full_name} reads your note.
          </p>
        </div>
        <DialogError error={review.error} />
        <Textarea
          label="Note"
          placeholder="What you found, what you will change"
          data-autofocus
          autosize
          minRows={2}
          maxRows={8}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          onKeyDown={(event) => isSubmitKey(event) && submit(event)}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={review.isPending} title={submitKey}>
            Mark as reviewed
          </Button>
        </div>
      </form>
    </Modal>
  )
}
