import type { User } from '@leadglass/contracts/auth.ts'
import { Select } from '@mantine/core'
import { DateRange } from '../ui/date-range.tsx'
import { FilterPopover } from '../ui/filter-popover.tsx'
import { type AuditFilters, activeFilters, auditGroups, auditKinds } from './audit-filters.ts'
import { groupWords, kindWords } from './audit-words.ts'

type Props = { filters: AuditFilters; people: readonly User[]; onChange: (change: AuditFilters) => void }

export function AuditFilterMenu(props: Props) {
  const count = activeFilters(props.filters).filter((name) => name !== 'search').length
  return (
    <FilterPopover count={count}>
      <FilterFields {...props} />
    </FilterPopover>
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
      <DateRange
        label="Period"
        names={{ from: 'Since', to: 'Until' }}
        from={filters.from}
        to={filters.to}
        onChange={onChange}
      />
    </>
  )
}
