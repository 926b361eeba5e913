import { managers } from '@leadglass/contracts/auth.ts'
import { Link } from '@tanstack/react-router'
import { useCurrentUser } from '../api/session.ts'
import { paths } from '../app/paths.ts'
import styles from './report-card.module.css'

/** The report and, for who reviews them, the verdicts behind it. */
export function ReportCardTabs({ open }: { open?: number }) {
  const { role } = useCurrentUser()
  const isManager = managers.some((each) => each === role)
  if (!isManager) return null
  return (
    <nav className={styles.tabs} aria-label="Report card">
      <Link to={paths.reportCard} activeOptions={{ exact: true, includeSearch: false }}>
        Report
      </Link>
      <Link to={paths.reviews} activeOptions={{ includeSearch: false }}>
        Verdicts to review
        {open !== undefined && open > 0 && <span className={styles.tabCount}>{open}</span>}
      </Link>
    </nav>
  )
}
