import type { MyLead } from '@leadglass/contracts/assignments.ts'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconCircleCheck, IconMail, IconPhone } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { paths } from '../app/paths.ts'
import { formatMoneyShort } from '../lib/format-money.ts'
import rows from '../ui/data-rows.module.css'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { ScoreChip } from '../ui/score-chip.tsx'
import { StatusLabel } from '../ui/status-label.tsx'
import styles from './assignments.module.css'
import { followUpFor } from './follow-up.ts'

const columns = [
  { name: 'lead', title: 'Lead' },
  { name: 'score', title: 'Score' },
  { name: 'company', title: 'Company' },
  { name: 'status', title: 'Status' },
  { name: 'value', title: 'Value' },
  { name: 'activity', title: 'Last activity' },
  { name: 'follow-up', title: 'Follow-up' },
  { name: 'actions', title: '' },
]

export function MyLeadsHeader() {
  return (
    <thead className={rows.head}>
      <tr>
        {columns.map(({ name, title }) => (
          <th key={name} data-column={name}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  )
}

type Props = { lead: MyLead; onComplete: (() => void) | null }

export function MyLeadRow({ lead, onComplete }: Props) {
  const followUp = followUpFor(lead, new Date())
  return (
    <>
      <Cell column="lead">
        <span className={rows.lead}>
          <PersonAvatar name={lead.lead_name} size={28} />
          <span className={styles.person}>
            <Link to={paths.lead(lead.lead_id)} className={rows.name}>
              {lead.lead_name}
            </Link>
            <span className={styles.sub}>{lead.lead_title ?? lead.lead_email}</span>
          </span>
        </span>
      </Cell>
      <Cell column="score">
        <ScoreChip score={lead.lead_score} classification={lead.classification} />
      </Cell>
      <Cell column="company">{lead.lead_company ?? '—'}</Cell>
      <Cell column="status">
        <StatusLabel status={lead.lead_status} />
      </Cell>
      <Cell column="value">
        {lead.estimated_value === null ? '—' : formatMoneyShort(lead.estimated_value)}
      </Cell>
      <Cell column="activity">
        <span className={rows.muted}>
          <RelativeTime at={lead.last_activity_at} empty="never" />
        </span>
      </Cell>
      <Cell column="follow-up">
        {followUp && (
          <span className={styles.followUp} data-urgent={followUp.isUrgent || undefined}>
            {followUp.words}
          </span>
        )}
      </Cell>
      <Cell column="actions">
        <RowActions lead={lead} onComplete={onComplete} />
      </Cell>
    </>
  )
}

function Cell({ column, children }: { column: string; children: ReactNode }) {
  return <td data-column={column}>{children}</td>
}

function RowActions({ lead, onComplete }: Props) {
  return (
    <span className={`${rows.above} ${styles.actions}`}>
      {lead.lead_phone && (
        <Tooltip label={`Call ${lead.lead_phone}`}>
          <ActionIcon component="a" href={`tel:${lead.lead_phone}`} aria-label={`Call ${lead.lead_name}`}>
            <IconPhone size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      )}
      {lead.lead_email && (
        <Tooltip label={`Mail ${lead.lead_email}`}>
          <ActionIcon component="a" href={`mailto:${lead.lead_email}`} aria-label={`Mail ${lead.lead_name}`}>
            <IconMail size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      )}
      {onComplete && (
        <Tooltip label="Complete (E)">
          <ActionIcon aria-label={`Complete ${lead.lead_name}`} onClick={onComplete}>
            <IconCircleCheck size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      )}
    </span>
  )
}
