import type { LearnedModelDetail } from '@leadglass/contracts/learning.ts'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'
import { percentText } from '../lib/percent-text.ts'
import dialog from '../ui/dialog-form.module.css'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { usePublishModel } from './learning-queries.ts'
import { signalSentences } from './model-words.ts'
import { WeightBar } from './weight-bar.tsx'

type Props = { model: LearnedModelDetail; onClose: () => void }

/** Puts a model in force beside the present rules. */
export function PublishModelDialog({ model, onClose }: Props) {
  const navigate = useNavigate()
  const publish = usePublishModel(model.id)
  const submit = (reason: string) =>
    publish.mutate(reason, {
      onSuccess: (version) => {
        notifications.show({
          message: `Version ${version.version} with model ${model.number} is in force. Every lead is being scored again.`,
        })
        void navigate({ to: paths.learning })
      },
    })
  return (
    <ReasonDialog
      title={`Publish model ${model.number}`}
      action="Publish"
      isPending={publish.isPending}
      error={publish.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        A new version is published at once: the present rules and this model, which counts{' '}
        {percentText(model.weight)}. Every lead is scored again in the background; classes may change, and
        each lead shows its chance to win.
      </p>
      <WeightBar weight={model.weight} />
      {model.signal !== 'reliable' && <p className={dialog.warning}>{signalSentences[model.signal]}</p>}
      {model.suspicious.length > 0 && (
        <p className={dialog.warning}>
          It learned from {model.suspicious.map(({ label }) => label).join(', ')}: look whether that is known
          before a deal is closed.
        </p>
      )}
      <p className={dialog.note}>It can be retired at any time, and versions roll back in the rule lab.</p>
    </ReasonDialog>
  )
}
