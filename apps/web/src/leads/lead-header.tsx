import type { LeadDetail } from '@leadglass/contracts/leads.ts'
import { Button } from '@mantine/core'
import { IconChevronLeft, IconNote, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { paths } from '../app/paths.ts'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import { ScoreChip } from '../ui/score-chip.tsx'
import { LeadActionsMenu } from './lead-actions-menu.tsx'
import type { ComposerTab } from './lead-composer.tsx'
import styles from './lead-page.module.css'
import { LeadStatusMenu } from './lead-status-menu.tsx'

type Props = {
  lead: LeadDetail
  owner: ReactNode
  canDelete: boolean
  onCompose: (tab: ComposerTab) => void
  onEdit: () => void
}

export function LeadHeader({ lead, owner, canDelete, onCompose, onEdit }: Props) {
  const work = [lead.title, lead.company].filter((part) => part !== null).join(' · ')
  return (
    <header className={styles.header}>
      <title>{`${lead.name} · Leadglass`}</title>
      <Link to={paths.leads} className={styles.back}>
        <IconChevronLeft size={14} stroke={1.5} aria-hidden />
        Leads
      </Link>
      <div className={styles.identity}>
        <PersonAvatar name={lead.name} size={40} />
        <div className={styles.names}>
          <div className={styles.nameLine}>
            <h1 className={styles.name} title={lead.name}>
              {lead.name}
            </h1>
            <ScoreChip score={lead.current_score} classification={lead.classification} />
          </div>
          {work !== '' && (
            <p className={styles.work} title={work}>
              {work}
            </p>
          )}
        </div>
        <div className={styles.actions}>
          <div id="lead-status">
            <LeadStatusMenu lead={lead} />
          </div>
          {owner}
          <Button
            variant="default"
            leftSection={<IconNote size={14} stroke={1.5} />}
            onClick={() => onCompose('note')}
          >
            Note
          </Button>
          <Button leftSection={<IconPlus size={14} />} onClick={() => onCompose('activity')}>
            Log activity
          </Button>
          <LeadActionsMenu lead={lead} canDelete={canDelete} onEdit={onEdit} />
        </div>
      </div>
    </header>
  )
}
