import type { LeadItem } from '@leadglass/contracts/leads.ts'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type Header, type SortingState, useTable } from '@tanstack/react-table'
import rows from '../ui/data-rows.module.css'
import { VirtualRows } from '../ui/virtual-rows.tsx'
import { leadColumns, leadTableFeatures } from './lead-columns.tsx'
import type { LeadFilters } from './lead-filters.ts'
import styles from './leads.module.css'

export type LeadSorting = Pick<LeadFilters, 'sort' | 'order'>

type Props = {
  leads: LeadItem[]
  total: number
  sorting: LeadSorting
  onSort: (sorting: LeadSorting) => void
  onEnd: (() => void) | null
  /** The rows belong to the former filters; the new ones are on their way. */
  isStale: boolean
}

export function LeadTable({ leads, total, sorting, onSort, onEnd, isStale }: Props) {
  const state: SortingState = sorting.sort ? [{ id: sorting.sort, desc: sorting.order === 'desc' }] : []
  const table = useTable({
    features: leadTableFeatures,
    columns: leadColumns,
    data: leads,
    getRowId: (lead) => lead.id,
    manualSorting: true,
    sortDescFirst: false,
    enableMultiSort: false,
    state: { sorting: state },
    onSortingChange: (change) => {
      const [next] = typeof change === 'function' ? change(state) : change
      onSort(next ? { sort: next.id as LeadSorting['sort'], order: next.desc ? 'desc' : 'asc' } : {})
    },
  })

  return (
    <table
      className={`${rows.table} ${styles.table}`}
      aria-rowcount={total}
      data-stale={isStale || undefined}
    >
      <thead className={rows.head}>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map((header) => (
              <ColumnHead key={header.id} header={header} title={<table.FlexRender header={header} />} />
            ))}
          </tr>
        ))}
      </thead>
      <VirtualRows
        rows={table.getRowModel().rows}
        keyOf={(row) => row.id}
        estimatedHeight={38}
        onEnd={onEnd}
        renderRow={(row) =>
          row.getAllCells().map((cell) => (
            <td key={cell.id} data-column={cell.column.id}>
              <table.FlexRender cell={cell} />
            </td>
          ))
        }
      />
    </table>
  )
}

type HeadProps = { header: Header<typeof leadTableFeatures, LeadItem>; title: React.ReactNode }

function ColumnHead({ header, title }: HeadProps) {
  const sorted = header.column.getIsSorted()
  const ariaSort = sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined
  return (
    <th aria-sort={ariaSort} data-column={header.column.id}>
      {header.column.getCanSort() ? (
        <button
          type="button"
          className={rows.sort}
          data-sorted={sorted || undefined}
          onClick={header.column.getToggleSortingHandler()}
        >
          {title}
          {sorted === 'asc' && <IconArrowUp size={13} aria-hidden />}
          {sorted === 'desc' && <IconArrowDown size={13} aria-hidden />}
        </button>
      ) : (
        title
      )}
    </th>
  )
}
