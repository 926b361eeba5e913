import type { LeadItem } from '@leadglass/contracts/leads.ts'
import { Link } from '@tanstack/react-router'
import { createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table'
import { paths } from '../app/paths.ts'
import { formatMoneyShort } from '../lib/format-money.ts'
import rows from '../ui/data-rows.module.css'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { ScoreChip } from '../ui/score-chip.tsx'
import { StatusLabel } from '../ui/status-label.tsx'

export const leadTableFeatures = tableFeatures({ rowSortingFeature })
const column = createColumnHelper<typeof leadTableFeatures, LeadItem>()

// The ids of the columns that sort are the sorts of the API.
export const leadColumns = column.columns([
  column.accessor('name', {
    header: 'Lead',
    cell: ({ row }) => (
      <span className={rows.lead}>
        <PersonAvatar name={row.original.name} size={22} />
        <Link to={paths.lead(row.original.id)} className={rows.name}>
          {row.original.name}
        </Link>
      </span>
    ),
  }),
  column.accessor('current_score', {
    id: 'score',
    header: 'Score',
    cell: ({ row }) => (
      <ScoreChip score={row.original.current_score} classification={row.original.classification} />
    ),
  }),
  column.accessor('company', {
    header: 'Company',
    enableSorting: false,
    cell: ({ row }) => (
      <span title={[row.original.company, row.original.title].filter(Boolean).join(' · ')}>
        {row.original.company ?? row.original.title ?? '—'}
      </span>
    ),
  }),
  column.accessor('status', {
    header: 'Status',
    enableSorting: false,
    cell: ({ getValue }) => <StatusLabel status={getValue()} />,
  }),
  column.accessor('source', {
    header: 'Source',
    cell: ({ getValue }) => <span className={rows.muted}>{getValue()}</span>,
  }),
  column.accessor('owner', {
    header: 'Owner',
    enableSorting: false,
    cell: ({ getValue }) => <Owner name={getValue()?.full_name ?? null} />,
  }),
  column.accessor('estimated_value', {
    id: 'value',
    header: 'Value',
    enableSorting: false,
    cell: ({ getValue }) => {
      const value = getValue()
      return value === null ? <span className={rows.muted}>—</span> : formatMoneyShort(value)
    },
  }),
  column.accessor('last_activity_at', {
    id: 'activity',
    header: 'Last activity',
    enableSorting: false,
    cell: ({ getValue }) => (
      <span className={rows.muted}>
        <RelativeTime at={getValue()} />
      </span>
    ),
  }),
  column.accessor('created_at', {
    header: 'Created',
    cell: ({ getValue }) => (
      <span className={rows.muted}>
        <RelativeTime at={getValue()} />
      </span>
    ),
  }),
])

function Owner({ name }: { name: string | null }) {
  if (name === null) return <span className={rows.muted}>Nobody</span>
  return (
    <span className={rows.lead}>
      <PersonAvatar name={name} size={18} />
      <span className={rows.cell}>{name}</span>
    </span>
  )
}
