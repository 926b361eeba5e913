import type { TeamMember } from '@leadglass/contracts/assignments.ts'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import styles from './assignments.module.css'

type Props = {
  leadName: string
  team: readonly TeamMember[]
  isBusy: boolean
  onPick: (rep: TeamMember['user']) => void
}

/** The active reps with what they have in their hands, the least busy first. */
export function AssignMenu({ leadName, team, isBusy, onPick }: Props) {
  const reps = team.filter(({ user }) => user.is_active).sort((one, other) => one.active - other.active)
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-xs"
          loading={isBusy}
          aria-label={`Assign ${leadName}`}
          rightSection={<IconChevronDown size={12} aria-hidden />}
        >
          Assign
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.repMenu}>
        <Menu.Label>Assign to · active leads</Menu.Label>
        {reps.map(({ user, active }) => (
          <Menu.Item
            key={user.id}
            leftSection={<PersonAvatar name={user.full_name} size={20} />}
            rightSection={<span className={styles.load}>{active}</span>}
            onClick={() => onPick(user)}
          >
            {user.full_name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
