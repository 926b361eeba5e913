import { Button } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** Holds back whoever leaves the page with changes that are not saved. */
export function LeaveDialog({ isDirty }: { isDirty: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <ConfirmDialog
      title="Leave without saving?"
      closeLabel="Stay"
      onClose={blocker.reset}
      actions={
        <Button color="red" onClick={blocker.proceed}>
          Leave and lose the changes
        </Button>
      }
    >
      <p>What you changed since the last save will be gone.</p>
    </ConfirmDialog>
  )
}
