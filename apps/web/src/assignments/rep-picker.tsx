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
  /** On a bar, where there is no room for a label. */
  isBare?: boolean
}

/** Active reps by how much they have in their hands, the least busy first. */
export function RepPicker({ value, onChange, exceptName, error, isBare = false }: Props) {
  const team = useQuery(teamQuery())
  const reps = (team.data?.items ?? [])
    .filter(({ user }) => user.is_active && user.full_name !== exceptName)
    .sort((one, other) => one.active - other.active)
  const byId = new Map(reps.map((rep) => [rep.user.id, rep]))
  return (
    <Select
      label={isBare ? undefined : 'Sales rep'}
      aria-label="Sales rep"
      placeholder={placeholderOf(team.isPending, isBare)}
      searchable
      data-autofocus={!isBare || undefined}
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

function placeholderOf(isPending: boolean, isBare: boolean): string {
  if (isPending) return 'Loading…'
  return isBare ? 'Choose a rep' : 'Choose who takes it'
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
