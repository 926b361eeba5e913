import styles from './score-chip.module.css'

type Classification = 'hot' | 'warm' | 'cold'

export const classWords: Record<Classification, string> = { hot: 'Hot', warm: 'Warm', cold: 'Cold' }

/** A score with its class; the word is always there, colour alone says nothing to many readers. */
export function ScoreChip({ score, classification }: { score: number; classification: Classification }) {
  return (
    <span className={styles.chip} data-class={classification}>
      <span className={styles.number}>{score}</span>
      <span>{classWords[classification]}</span>
    </span>
  )
}

/** The dot of a class, for filters and counts that name the class beside it. */
export function ClassDot({ classification }: { classification: Classification }) {
  return <span className={styles.dot} data-class={classification} aria-hidden />
}
