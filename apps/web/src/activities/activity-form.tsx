import type { RecordActivityInput } from '@leadglass/contracts/activities.ts'
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { activityWord } from '../lib/activity-words.ts'
import { formatPoints } from '../lib/format-points.ts'
import { isSubmitKey, submitKey } from '../lib/submit-key.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import styles from './activity-form.module.css'
import { useRecordActivity } from './activity-queries.ts'
import { activityChoices } from './activity-words.ts'

type Type = RecordActivityInput['activity_type']

/** What the activity did to the score. */
export type RecordedMove = { id: string; points: number; label: string; score: number }

type Props = { leadId: string; onRecorded: (move: RecordedMove) => void }

const choices = activityChoices.map(({ group, types }) => ({
  group,
  items: types.map((type) => ({ value: type, label: activityWord(type) })),
}))

/** Records what happened with a lead, now or at another time. */
export function ActivityForm({ leadId, onRecorded }: Props) {
  const [type, setType] = useState<Type>('call')
  const [description, setDescription] = useState('')
  const [time, setTime] = useState('')
  const [saved, setSaved] = useState<RecordedMove | null>(null)
  const record = useRecordActivity(leadId)
  const refused = record.error instanceof ApiError ? record.error.fields : {}

  const save = () => {
    if (record.isPending) return
    const body = {
      activity_type: type,
      ...(description.trim() !== '' && { description }),
      ...(time !== '' && { occurred_at: new Date(time).toISOString() }),
    }
    record.mutate(body, {
      onSuccess: ({ id, points_awarded: points, current_score: score }) => {
        setDescription('')
        setTime('')
        const move = { id, points, label: activityWord(type), score }
        setSaved(move)
        onRecorded(move)
      },
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  const pressKey = (event: KeyboardEvent) => {
    if (!isSubmitKey(event)) return
    event.preventDefault()
    save()
  }
  return (
    <form onSubmit={submit} className={styles.form} onKeyDown={pressKey}>
      <div className={styles.pair}>
        <NativeSelect
          size="xs"
          id="activity-type"
          label="What happened"
          data={choices}
          value={type}
          error={refused.activity_type}
          onChange={(event) => setType(event.currentTarget.value as Type)}
        />
        <TextInput
          type="datetime-local"
          label="When"
          max={localNow()}
          value={time}
          error={refused.occurred_at}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      </div>
      <Textarea
        aria-label="Details"
        placeholder="Details, if they matter"
        autosize
        minRows={1}
        maxRows={8}
        maxLength={2000}
        value={description}
        error={refused.description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <DialogError error={record.error} />
      <div className={styles.line}>
        <span className={styles.hint}>{saved ? savedWords(saved) : 'Now, unless another time is given'}</span>
        <span className={styles.keys}>{submitKey}</span>
        <Button type="submit" loading={record.isPending}>
          Log activity
        </Button>
      </div>
    </form>
  )
}

function savedWords({ label, points, score }: RecordedMove): string {
  const effect = points === 0 ? `the score stays ${score}` : `${formatPoints(points)}, the score is ${score}`
  return `Saved “${label}”: ${effect}`
}

/** `2026-11-22T09:30` by the clock of the reader, as the field writes it. */
function localNow(): string {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
