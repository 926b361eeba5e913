import type { LeadScore } from '@leadglass/contracts/scoring.ts'
import { chanceWords } from './origin-words.ts'
import styles from './score-card.module.css'

/** The calibrated chance beside the number, with the deals that bear it out; nothing where only rules speak. */
export function WinChance({ score }: { score: LeadScore }) {
  const words = chanceWords(score)
  if (words === null) return null
  return (
    <p className={styles.chance}>
      <strong>{words.chance}</strong>
      {words.alike !== null && `, ${words.alike}`}
    </p>
  )
}
