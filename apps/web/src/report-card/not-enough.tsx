import '@mantine/core/styles/Progress.css'
import { managers } from '@leadglass/contracts/auth.ts'
import type { ReportCard } from '@leadglass/contracts/report-card.ts'
import { Button, Progress } from '@mantine/core'
import { IconFilterOff, IconReportAnalytics } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useCurrentUser } from '../api/session.ts'
import { paths } from '../app/paths.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import styles from './report-card.module.css'

type Props = { card: ReportCard; isFiltered: boolean; onClear: () => void }

/** Figures of a few leads are noise: says how many there are, and how there will be more. */
export function NotEnough({ card, isFiltered, onClear }: Props) {
  const { role } = useCurrentUser()
  const canImport = managers.some((each) => each === role)
  const all = (
    <Button variant="default" onClick={onClear}>
      Show all leads
    </Button>
  )
  const bring = (
    <Button component={Link} to={paths.imports}>
      Import your history
    </Button>
  )
  return (
    <EmptyState
      icon={isFiltered ? IconFilterOff : IconReportAnalytics}
      title={card.sentence}
      action={isFiltered ? all : canImport && bring}
    >
      <div className={styles.counters}>
        <Counter name="won" count={card.won} needed={card.needed} />
        <Counter name="lost" count={card.rows - card.won} needed={card.needed} />
      </div>
      {isFiltered
        ? 'These filters leave too few closed leads to say anything of.'
        : `Nothing that could be trusted can be said of fewer. Close leads as won or lost, or ${canImport ? 'import' : 'let a manager import'} deals that were closed before Leadglass: the report is here minutes later.`}
    </EmptyState>
  )
}

function Counter({ name, count, needed }: { name: string; count: number; needed: number }) {
  const words = `${count} of ${needed} ${name}`
  return (
    <div>
      <span>{words}</span>
      <Progress value={Math.min(100, (100 * count) / needed)} aria-label={words} />
    </div>
  )
}
