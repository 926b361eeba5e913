import type { ImpactResult } from '@leadglass/contracts/rule-lab.ts'
import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { paths } from '../app/paths.ts'
import { formatPoints } from '../lib/format-points.ts'
import { ScoreChip } from '../ui/score-chip.tsx'
import styles from './impact.module.css'

type Props = { title: string; movers: ImpactResult['risers']; empty: string }

const shownAtFirst = 8

/** Leads that would move most. */
export function MoverList({ title, movers, empty }: Props) {
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? movers : movers.slice(0, shownAtFirst)
  return (
    <section aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      {movers.length === 0 && <p className={styles.note}>{empty}</p>}
      <ul className={styles.movers}>
        {shown.map((mover) => (
          <li key={mover.lead_id}>
            <span className={styles.who}>
              <Link to={paths.lead(mover.lead_id)}>{mover.name}</Link>
              {mover.company && <span className={styles.note}> {mover.company}</span>}
            </span>
            <span className={styles.points}>{formatPoints(mover.after - mover.before)}</span>
            <ScoreChip score={mover.before} classification={mover.class_before} />
            <IconArrowRight size={12} aria-label="becomes" />
            <ScoreChip score={mover.after} classification={mover.class_after} />
          </li>
        ))}
      </ul>
      {movers.length > shown.length && (
        <Button variant="subtle" ml={-14} onClick={() => setIsWhole(true)}>
          Show all {movers.length}
        </Button>
      )}
    </section>
  )
}
