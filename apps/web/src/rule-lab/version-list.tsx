import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { paths } from '../app/paths.ts'
import { formatPlural } from '../lib/format-count.ts'
import rows from '../ui/data-rows.module.css'
import { RelativeTime } from '../ui/relative-time.tsx'
import { TableHead } from '../ui/table-head.tsx'
import { learnedWords } from './lab-words.ts'
import styles from './rule-lab.module.css'

const columns = ['Version', 'Why', 'Made of', 'Published', 'Actions'] as const

type Props = { versions: readonly ScoringVersion[]; menuOf: (version: ScoringVersion) => ReactNode }

/** Every version that was ever in force, newest first. */
export function VersionList({ versions, menuOf }: Props) {
  return (
    <table className={`${rows.table} ${styles.versions}`}>
      <TableHead columns={columns} />
      <tbody>
        {versions.map((version) => (
          <tr key={version.id} className={`${rows.row} ${styles.row}`}>
            <td data-column="version">
              <Link to={paths.scoringVersion(version.id)} className={rows.name}>
                Version {version.version}
              </Link>
              {version.is_active && <span className={styles.badge}>in force</span>}
              <span className={styles.under}>{version.name}</span>
            </td>
            <td data-column="why">
              <span className={styles.why}>{version.reason ?? 'Set up with the workspace'}</span>
              {version.restores_version !== null && (
                <span className={styles.under}>repeats version {version.restores_version}</span>
              )}
            </td>
            <td data-column="made of" className={rows.muted}>
              {formatPlural(version.rule_count, 'rule')}
              <span className={styles.under}>{learnedWords(version)}</span>
            </td>
            <td data-column="published" className={rows.muted}>
              <RelativeTime at={version.created_at} />
              <span className={styles.under}>{version.author?.full_name ?? 'Leadglass'}</span>
            </td>
            <td data-column="actions" className={rows.above}>
              {menuOf(version)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
