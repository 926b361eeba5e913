import '@mantine/core/styles/Pill.css'
import '@mantine/core/styles/PillsInput.css'
import type { LearnedModel, LearningStatus } from '@leadglass/contracts/learning.ts'
import { Button, Modal, NumberInput, TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { formatCount } from '../lib/format-count.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import dialog from '../ui/dialog-form.module.css'
import { modelQuery, useTrainModel } from './learning-queries.ts'

type Props = { status: LearningStatus; newest: LearnedModel | undefined; onClose: () => void }

/** Starts a training, and says from what it learns. */
export function TrainDialog({ status, newest, onClose }: Props) {
  const { settings, won, lost } = status
  const train = useTrainModel()
  const [days, setDays] = useState<number | string>(settings.days_before_outcome)
  const [kept, setKept] = useState(settings.kept_columns)
  const [leftOut, setLeftOut] = useState(settings.left_out_columns)
  const known = useQuery({ ...modelQuery(newest?.id ?? ''), enabled: newest !== undefined }).data
  const isReady = typeof days === 'number' && days >= 0 && days <= 365
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    const input = { days_before_outcome: days, kept_columns: kept, left_out_columns: leftOut }
    train.mutate(input, { onSuccess: onClose })
  }
  return (
    <Modal opened onClose={onClose} title="Train a model" size="md">
      <form onSubmit={submit} className={dialog.form} noValidate>
        <div className={dialog.text}>
          <p>
            Learns from {formatCount(won + lost)} closed leads ({formatCount(won)} won) in the background and
            is judged on leads that it had not seen. No score moves until a model is published.
          </p>
        </div>
        <DialogError error={train.error} />
        <NumberInput
          label="Days before the outcome"
          description="Each lead is looked at as it was that long before it was closed"
          min={0}
          max={365}
          allowDecimal={false}
          value={days}
          onChange={setDays}
        />
        <TagsInput
          label="Put back"
          description="Fields that look like leaks, and are known before the outcome after all"
          data={known?.left_out.filter((each) => each.likely_leak).map(({ name }) => name) ?? []}
          value={kept}
          onChange={setKept}
        />
        <TagsInput
          label="Leave out"
          description="Fields to learn nothing from"
          data={known?.shapes.map(({ name }) => name) ?? []}
          value={leftOut}
          onChange={setLeftOut}
        />
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!isReady} loading={train.isPending}>
            Train
          </Button>
        </div>
      </form>
    </Modal>
  )
}
