import { leadStatuses } from '@leadglass/contracts/leads.ts'
import { NumberInput, Select, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { DateRange } from '../ui/date-range.tsx'
import { FilterPair, FilterPopover } from '../ui/filter-popover.tsx'
import { statusWord } from '../ui/status-label.tsx'
import { repsQuery } from '../users/user-queries.ts'
import { activeFilters, type LeadFilters } from './lead-filters.ts'
import { leadSourcesQuery } from './lead-queries.ts'

type Props = { filters: LeadFilters; canPickOwner: boolean; onChange: (change: LeadFilters) => void }

/** The filters that have no place of their own on the bar. */
export function FilterMenu(props: Props) {
  const count = activeFilters(props.filters).filter(
    (name) => name !== 'search' && name !== 'classification',
  ).length
  return (
    <FilterPopover count={count}>
      <FilterFields {...props} />
    </FilterPopover>
  )
}

function FilterFields({ filters, canPickOwner, onChange }: Props) {
  const sources = useQuery(leadSourcesQuery())
  const inPopover = { withinPortal: false }
  return (
    <>
      <Select
        label="Status"
        placeholder="Any"
        clearable
        comboboxProps={inPopover}
        data={leadStatuses.map((status) => ({ value: status, label: statusWord(status) }))}
        value={filters.status ?? null}
        onChange={(status) => onChange({ status: (status ?? undefined) as LeadFilters['status'] })}
      />
      <Select
        label="Source"
        placeholder="Any"
        clearable
        searchable
        comboboxProps={inPopover}
        data={sources.data?.items ?? []}
        value={filters.source ?? null}
        onChange={(source) => onChange({ source: source ?? undefined })}
      />
      {canPickOwner && <OwnerFields filters={filters} onChange={onChange} />}
      <FilterPair label="Score">
        <ScoreField
          label="Lowest score"
          value={filters.min_score}
          onChange={(min_score) => onChange({ min_score })}
        />
        <ScoreField
          label="Highest score"
          value={filters.max_score}
          onChange={(max_score) => onChange({ max_score })}
        />
      </FilterPair>
      <DateRange
        label="Created"
        names={{ from: 'Created since', to: 'Created until' }}
        from={filters.created_from}
        to={filters.created_to}
        onChange={({ from, to }) => onChange({ created_from: from, created_to: to })}
      />
    </>
  )
}

function OwnerFields({ filters, onChange }: Pick<Props, 'filters' | 'onChange'>) {
  const reps = useQuery(repsQuery())
  return (
    <>
      <Select
        label="Owner"
        placeholder="Anybody"
        clearable
        searchable
        disabled={filters.unassigned === 'true'}
        comboboxProps={{ withinPortal: false }}
        data={(reps.data ?? []).map((rep) => ({ value: rep.id, label: rep.full_name }))}
        value={filters.owner_id ?? null}
        onChange={(owner_id) => onChange({ owner_id: owner_id ?? undefined })}
      />
      <Switch
        size="xs"
        label="Only leads that nobody owns"
        checked={filters.unassigned === 'true'}
        onChange={(event) =>
          onChange({ unassigned: event.currentTarget.checked ? 'true' : undefined, owner_id: undefined })
        }
      />
    </>
  )
}

type ScoreFieldProps = {
  label: string
  value: string | undefined
  onChange: (value: string | undefined) => void
}

function ScoreField({ label, value, onChange }: ScoreFieldProps) {
  return (
    <NumberInput
      aria-label={label}
      placeholder={label.startsWith('Lowest') ? '0' : '100'}
      min={0}
      max={100}
      hideControls
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      value={value ?? ''}
      onChange={(next) => onChange(next === '' ? undefined : String(next))}
    />
  )
}
