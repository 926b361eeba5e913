import type { AuditLog } from '@leadglass/contracts/audit.ts'
import { useState } from 'react'
import rows from '../ui/data-rows.module.css'
import { TableHead } from '../ui/table-head.tsx'
import { VirtualRows } from '../ui/virtual-rows.tsx'
import styles from './audit.module.css'
import type { AuditFilters } from './audit-filters.ts'
import { AuditRow } from './audit-row.tsx'

type Props = {
  entries: readonly AuditLog[]
  names: ReadonlyMap<string, string>
  isStale: boolean
  onEnd: (() => void) | null
  onNarrow: (filters: AuditFilters) => void
}

const columns = ['When', 'What', 'Kind', 'Address'] as const

export function AuditTable({ entries, names, isStale, onEnd, onNarrow }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const toggle = (id: string) =>
    setOpen((former) => {
      const next = new Set(former)
      if (!next.delete(id)) next.add(id)
      return next
    })
  return (
    <table className={`${rows.table} ${styles.table}`} data-stale={isStale || undefined}>
      <TableHead columns={columns} />
      <VirtualRows
        rows={entries}
        keyOf={(entry) => entry.id}
        estimatedHeight={38}
        onEnd={onEnd}
        renderRow={(entry) => (
          <AuditRow
            entry={entry}
            isOpen={open.has(entry.id)}
            names={names}
            onToggle={() => toggle(entry.id)}
            onNarrow={onNarrow}
          />
        )}
      />
    </table>
  )
}
