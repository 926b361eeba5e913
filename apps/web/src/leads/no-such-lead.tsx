import { Button } from '@mantine/core'
import { IconUserOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'
import { EmptyState } from '../ui/empty-state.tsx'

export function NoSuchLead() {
  return (
    <EmptyState
      icon={IconUserOff}
      title="No such lead"
      action={
        <Button component={Link} to={paths.leads} variant="default">
          Go to the leads
        </Button>
      }
    >
      It was deleted, or it is not visible to you.
    </EmptyState>
  )
}
