import type { TeamMember } from '@leadglass/contracts/assignments.ts'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatPlural } from '../lib/format-count.ts'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import { teamQuery } from './assignment-queries.ts'
import styles from './dialogs.module.css'

type Props = {
  value: string | null
  onChange: (userId: string | null) => void
  /** Who has the lead in hand already. */
  exceptName?: string
  error?: string
}

/** Active reps by how much they have in their hands, the least busy first. */
export function RepPicker({ value, onChange, exceptName, error }: Props) {
  const team = useQuery(teamQuery())
  const reps = (team.data?.items ?? [])
    .filter(({ user }) => user.is_active && user.full_name !== exceptName)
    .sort((one, other) => one.active - other.active)
  const byId = new Map(reps.map((rep) => [rep.user.id, rep]))
  return (
    <Select
      label="Sales rep"
      placeholder={team.isPending ? 'Loading…' : 'Choose who takes it'}
      searchable
      data-autofocus
      nothingFoundMessage="Nobody by this name"
      data={reps.map(({ user }) => ({ value: user.id, label: user.full_name }))}
      value={value}
      onChange={onChange}
      error={error ?? team.error?.message}
      // The library's scroll area lets a long name push the load out of sight.
      withScrollArea={false}
      classNames={{ dropdown: styles.repDropdown }}
      renderOption={({ option }) => <RepOption rep={byId.get(option.value)} />}
    />
  )
}

function RepOption({ rep }: { rep: TeamMember | undefined }) {
  if (rep === undefined) return null
  return (
    <span className={styles.rep}>
      <PersonAvatar name={rep.user.full_name} size={20} />
      <span className={styles.repName}>{rep.user.full_name}</span>
      <span className={styles.load}>
        {formatPlural(rep.active, 'lead')}
        {rep.hot > 0 && `, ${rep.hot} hot`}
      </span>
    </span>
  )
}
