import type { ScoringVersionDetail } from '@leadglass/contracts/rule-lab.ts'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'
import { formatMoment } from '../lib/format-date.ts'
import { RelativeTime } from '../ui/relative-time.tsx'
import { exportRules } from './export-rules.ts'
import { learnedWords } from './lab-words.ts'
import styles from './rule-lab.module.css'

/** The version that scores every lead now: since when, by whom, and why. */
export function VersionInForce({ version }: { version: ScoringVersionDetail }) {
  const { learned } = version
  return (
    <section className={styles.force} aria-labelledby="force-heading">
      <div className={styles.forceHead}>
        <h2 id="force-heading">
          {version.name} <span className={styles.badge}>in force</span>
        </h2>
        <div className={styles.forceActions}>
          <Button variant="default" component={Link} to={paths.scoringVersion(version.id)}>
            Read the rules
          </Button>
          <Button variant="default" onClick={() => exportRules(version.document, exportName(version))}>
            Export JSON
          </Button>
        </div>
      </div>
      <dl className={styles.figures}>
        <Figure name="Version">{version.version}</Figure>
        <Figure name="Rules">{version.rule_count}</Figure>
        <Figure name="Learned part">{learned ? learnedWords(version) : 'none, rules only'}</Figure>
        <Figure name="Since">
          <RelativeTime at={version.created_at} />
          <small>{formatMoment(version.created_at)}</small>
        </Figure>
        <Figure name="By">{version.author?.full_name ?? 'Leadglass'}</Figure>
      </dl>
      <p className={styles.reason}>
        {version.reason ?? 'The rules a new workspace starts with.'}
        {version.restores_version !== null && (
          <span className={styles.muted}> Repeats version {version.restores_version}.</span>
        )}
      </p>
    </section>
  )
}

export function exportName({ name, version }: { name: string; version: number }): string {
  return `${name} version ${version}`
}

function Figure({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
