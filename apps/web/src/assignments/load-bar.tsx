import type { TeamMember } from '@leadglass/contracts/assignments.ts'
import { classWords } from '../ui/score-chip.tsx'
import styles from './assignments.module.css'

const classes = ['hot', 'warm', 'cold'] as const

/** Active leads by class, as long as the share of the busiest rep; the numbers stand beside it as words. */
export function LoadBar({ member, busiest }: { member: TeamMember; busiest: number }) {
  const parts = classes.filter((name) => member[name] > 0)
  const words = parts.map((name) => `${member[name]} ${classWords[name].toLowerCase()}`).join(', ')
  return (
    <div className={styles.loadCell}>
      <div className={styles.track} aria-hidden>
        {parts.map((name) => (
          <div
            key={name}
            className={styles.part}
            data-class={name}
            style={{ width: `${(100 * member[name]) / busiest}%` }}
          />
        ))}
      </div>
      <span className={styles.loadWords}>{words || 'nothing'}</span>
    </div>
  )
}
