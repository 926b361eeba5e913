import type { User } from '@leadglass/contracts/auth.ts'
import { Button, Popover, Select, TextInput } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import styles from '../ui/filters.module.css'
import { type AuditFilters, activeFilters, auditGroups, auditKinds } from './audit-filters.ts'
import { groupWords, kindWords } from './audit-words.ts'

type Props = { filters: AuditFilters; people: readonly User[]; onChange: (change: AuditFilters) => void }

export function AuditFilterMenu(props: Props) {
  const count = activeFilters(props.filters).filter((name) => name !== 'search').length
  return (
    <Popover position="bottom-start" width="min(340px, calc(100vw - 24px))" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilter size={14} stroke={1.5} />}>
          Filter{count > 0 && ` · ${count}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.menu} aria-label="Filters">
        <FilterFields {...props} />
      </Popover.Dropdown>
    </Popover>
  )
}

function FilterFields({ filters, people, onChange }: Props) {
  const shared = { clearable: true, comboboxProps: { withinPortal: false } }
  return (
    <>
      <Select
        {...shared}
        label="What happened"
        placeholder="Anything"
        data={auditGroups.map((group) => ({ value: group, label: groupWords[group] }))}
        value={filters.group ?? null}
        onChange={(group) => onChange({ group: (group ?? undefined) as AuditFilters['group'] })}
      />
      <Select
        {...shared}
        searchable
        label="Who did it"
        placeholder="Anybody"
        data={people.map(({ id, full_name, username }) => ({
          value: id,
          label: `${full_name} (${username})`,
        }))}
        value={filters.actor_id ?? null}
        onChange={(actor_id) => onChange({ actor_id: actor_id ?? undefined })}
      />
      <Select
        {...shared}
        label="To what"
        placeholder="Anything"
        data={auditKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
        value={filters.entity_type ?? null}
        onChange={(kind) => onChange({ entity_type: (kind ?? undefined) as AuditFilters['entity_type'] })}
      />
      <fieldset className={styles.pair}>
        <legend>Period</legend>
        <TextInput
          type="date"
          aria-label="Since"
          value={filters.from ?? ''}
          max={filters.to}
          onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
        />
        <TextInput
          type="date"
          aria-label="Until"
          value={filters.to ?? ''}
          min={filters.from}
          onChange={(event) => onChange({ to: event.currentTarget.value || undefined })}
        />
      </fieldset>
    </>
  )
}
