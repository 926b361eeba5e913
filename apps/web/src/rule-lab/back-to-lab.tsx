import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'

export function BackToLab() {
  return (
    <Button variant="default" component={Link} to={paths.scoring}>
      Back to the rule lab
    </Button>
  )
}
