import type { ScoreOverride } from '@leadglass/contracts/verdicts.ts'
import { Button, Modal, NumberInput, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { classWords } from '../ui/score-chip.tsx'
import styles from './score-verdicts.module.css'
import { useOverrideScore } from './verdict-queries.ts'

type Props = {
  lead: { id: string; name: string }
  score: number
  thresholds: { warm: number; hot: number }
  override: ScoreOverride | null
  onClose: () => void
}

const dayMs = 86_400_000

/** Somebody answers for another score: which one, why, and until when. */
export function OverrideDialog({ lead, score, thresholds, override, onClose }: Props) {
  const answer = useOverrideScore(lead.id)
  const [points, setPoints] = useState<number | string>(override?.score ?? score)
  const [reason, setReason] = useState(override?.reason ?? '')
  const [until, setUntil] = useState(() =>
    dayText(override ? new Date(override.expires_at) : new Date(Date.now() + 14 * dayMs)),
  )
  const refused = answer.error instanceof ApiError ? answer.error.fields : {}
  const isReady = typeof points === 'number' && reason.trim() !== '' && until !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || answer.isPending) return
    answer.mutate(
      { score: points, reason: reason.trim(), expires_at: endOfDay(until) },
      {
        onSuccess: () => {
          notifications.show({ message: `You answer for ${points}. The computed score goes on beside it.` })
          onClose()
        },
      },
    )
  }
  return (
    <Modal opened onClose={onClose} title="Answer for another score" size="sm">
      <form className={styles.form} onSubmit={submit}>
        <p className={styles.leadName}>{lead.name}</p>
        <p className={styles.muted}>
          The computed score of {score} stays, is shown beside yours and goes on moving. The Next queue works
          by yours until it ends.
        </p>
        <NumberInput
          label="Score"
          description={typeof points === 'number' ? classOf(points, thresholds) : 'From 0 to 100'}
          required
          data-autofocus
          min={0}
          max={100}
          clampBehavior="strict"
          allowDecimal={false}
          value={points}
          error={refused.score}
          onChange={setPoints}
        />
        <Textarea
          label="Reason"
          required
          autosize
          minRows={2}
          maxRows={6}
          maxLength={500}
          value={reason}
          error={refused.reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="Until the end of"
          description="At most 90 days ahead"
          required
          min={dayText(new Date())}
          max={dayText(new Date(Date.now() + 89 * dayMs))}
          value={until}
          error={refused.expires_at}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <DialogError error={answer.error} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!isReady} loading={answer.isPending}>
            Answer for it
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function classOf(score: number, { hot, warm }: Props['thresholds']): string {
  const name = score >= hot ? 'hot' : score >= warm ? 'warm' : 'cold'
  return `${score} is ${classWords[name].toLowerCase()} in the version in force`
}

/** As the field of the browser writes a day of the reader's time zone. */
function dayText(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString()
}
