import { notifications } from '@mantine/notifications'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { useRetireModel } from './learning-queries.ts'

type Props = { number: number; version: number; onClose: () => void }

/** Goes back to the rules alone, as a new version. */
export function RetireDialog({ number, version, onClose }: Props) {
  const retire = useRetireModel()
  const submit = (reason: string) =>
    retire.mutate(reason, {
      onSuccess: (published) => {
        notifications.show({
          message: `Version ${published.version}, rules alone, is in force. Every lead is being scored again.`,
        })
        onClose()
      },
    })
  return (
    <ReasonDialog
      title={`Retire model ${number}`}
      action="Retire"
      isPending={retire.isPending}
      error={retire.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        Version {version + 1} will be published at once: the present rules, without anything learned. Every
        lead is scored again in the background; classes may change, and no lead shows a chance to win.
      </p>
      <p>Model {number} is kept. It can be published again.</p>
    </ReasonDialog>
  )
}
