import type { FalseHot } from '@leadglass/contracts/report-card.ts'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { paths } from '../app/paths.ts'
import { percentText } from '../lib/percent-text.ts'
import { RelativeTime } from '../ui/relative-time.tsx'
import { ScoreChip } from '../ui/score-chip.tsx'
import styles from './report-card.module.css'

const shownFirst = 8

/** Leads that were hot and lost: what the next hot one may hide. */
export function FalseHots({ leads }: { leads: readonly FalseHot[] }) {
  const [isAll, setAll] = useState(false)
  const shown = isAll ? leads : leads.slice(0, shownFirst)
  return (
    <section aria-labelledby="false-hots-heading" className={styles.section}>
      <h2 id="false-hots-heading">Hot, and lost all the same</h2>
      {leads.length === 0 ? (
        <p className={styles.muted}>No lead of these was hot and lost.</p>
      ) : (
        <>
          <p>Read why before you trust the next one.</p>
          <ul className={styles.leads}>
            {shown.map((lead) => (
              <li key={lead.lead_id}>
                <ScoreChip score={lead.score} classification="hot" />
                <span className={styles.who}>
                  <Link to={paths.lead(lead.lead_id)}>{lead.name}</Link>
                  <small>
                    {[lead.company, chanceWords(lead), lead.owner?.full_name].filter(Boolean).join(' · ')}
                  </small>
                </span>
                <RelativeTime at={lead.closed_at} />
              </li>
            ))}
          </ul>
          {!isAll && leads.length > shownFirst && (
            <Button variant="default" className={styles.more} onClick={() => setAll(true)}>
              Show all {leads.length}
            </Button>
          )}
        </>
      )}
    </section>
  )
}

function chanceWords({ win_probability: chance }: FalseHot): string | null {
  return chance === null ? null : `${percentText(chance)} chance was told`
}
