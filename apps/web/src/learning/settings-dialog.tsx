import '@mantine/core/styles/Pill.css'
import '@mantine/core/styles/PillsInput.css'
import type { LearningSettings } from '@leadglass/contracts/learning.ts'
import { Button, Modal, NumberInput, Switch, TagsInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { DialogError } from '../ui/dialog-error.tsx'
import dialog from '../ui/dialog-form.module.css'
import { useSaveSettings } from './learning-queries.ts'

type Props = { settings: LearningSettings; onClose: () => void }

/** When to train, from what, and when a model may be published by itself. */
export function SettingsDialog({ settings, onClose }: Props) {
  const save = useSaveSettings()
  const [draft, setDraft] = useState(settings)
  const change = (part: Partial<LearningSettings>) => setDraft({ ...draft, ...part })
  const whole = (value: number | string, otherwise: number) => (typeof value === 'number' ? value : otherwise)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(draft, { onSuccess: onClose })
  }
  return (
    <Modal opened onClose={onClose} title="Schedule and publishing" size="md">
      <form onSubmit={submit} className={dialog.form} noValidate>
        <DialogError error={save.error && new Error(save.error.message)} />
        <Switch
          label="Train on schedule"
          checked={draft.retrain_every_days !== null}
          onChange={(event) => change({ retrain_every_days: event.currentTarget.checked ? 30 : null })}
        />
        {draft.retrain_every_days !== null && (
          <NumberInput
            label="Every so many days"
            min={1}
            max={365}
            allowDecimal={false}
            value={draft.retrain_every_days}
            onChange={(value) => change({ retrain_every_days: whole(value, 30) })}
          />
        )}
        <NumberInput
          label="New outcomes at least"
          description="With fewer closed leads than that since the last training, it waits"
          min={1}
          max={1_000_000}
          allowDecimal={false}
          value={draft.min_new_outcomes}
          onChange={(value) => change({ min_new_outcomes: whole(value, 1) })}
        />
        <NumberInput
          label="Days before the outcome"
          min={0}
          max={365}
          allowDecimal={false}
          value={draft.days_before_outcome}
          onChange={(value) => change({ days_before_outcome: whole(value, 0) })}
        />
        <Switch
          label="Publish by itself a model that was trained on schedule"
          description="Only when its signal is reliable and it is better on leads that neither had seen"
          checked={draft.publish_when_better_by !== null}
          onChange={(event) => change({ publish_when_better_by: event.currentTarget.checked ? 0.02 : null })}
        />
        {draft.publish_when_better_by !== null && (
          <NumberInput
            label="Better by at least, in % of the log-loss"
            min={0.1}
            max={50}
            decimalScale={1}
            value={Number((100 * draft.publish_when_better_by).toFixed(1))}
            onChange={(value) => change({ publish_when_better_by: whole(value, 2) / 100 })}
          />
        )}
        <TagsInput
          label="Put back"
          description="Fields that look like leaks and are none"
          value={draft.kept_columns}
          onChange={(kept_columns) => change({ kept_columns })}
        />
        <TagsInput
          label="Leave out"
          description="Fields to learn nothing from"
          value={draft.left_out_columns}
          onChange={(left_out_columns) => change({ left_out_columns })}
        />
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  )
}
