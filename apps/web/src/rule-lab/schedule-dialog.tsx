import { TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { formatMoment } from '../lib/format-date.ts'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { useScheduleDraft } from './lab-queries.ts'
import { timeZoneWords } from './lab-words.ts'
import { MeasuredNote } from './measured-note.tsx'
import type { PublicationProps } from './publish-dialog.tsx'

/** Puts a draft in force at a moment. */
export function ScheduleDialog({ draft, inForce, impact, onClose }: PublicationProps) {
  const schedule = useScheduleDraft(draft.id)
  const [local, setLocal] = useState(() =>
    localText(draft.publish_at ? new Date(draft.publish_at) : tomorrowAtNine()),
  )
  const at = new Date(local)
  const isInFuture = at.getTime() > Date.now()
  const refused = schedule.error instanceof ApiError ? schedule.error.fields.publish_at : undefined
  const submit = (reason: string) =>
    schedule.mutate(
      { revision: draft.revision, reason, publish_at: at.toISOString() },
      {
        onSuccess: ({ publish_at }) => {
          if (publish_at) notifications.show({ message: `Comes into force ${formatMoment(publish_at)}.` })
          onClose()
        },
      },
    )
  return (
    <ReasonDialog
      title={`Schedule “${draft.name}”`}
      action="Schedule"
      isReady={isInFuture}
      isPending={schedule.isPending}
      error={schedule.error}
      onSubmit={submit}
      onClose={onClose}
      fields={
        <TextInput
          type="datetime-local"
          label="Date and time"
          description={`Your time zone: ${timeZoneWords(Number.isNaN(at.getTime()) ? new Date() : at)}`}
          required
          min={localText(new Date())}
          value={local}
          error={refused ?? (!isInFuture && 'must be in the future')}
          onChange={(event) => setLocal(event.currentTarget.value)}
        />
      }
    >
      <p>
        At that moment revision {draft.revision} takes the place of version {inForce}, in your name, and every
        lead is scored again. Saving a change before takes the date back.
      </p>
      <MeasuredNote impact={impact} revision={draft.revision} />
    </ReasonDialog>
  )
}

function tomorrowAtNine(): Date {
  const at = new Date()
  at.setDate(at.getDate() + 1)
  at.setHours(9, 0, 0, 0)
  return at
}

/** As the field of the browser writes it: `2026-11-23T09:00` in local time. */
function localText(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}
