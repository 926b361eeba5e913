import { formatCount } from '../lib/format-count.ts'
import styles from './class-filter.module.css'
import { ClassDot, classWords } from './score-chip.tsx'

type Classification = 'hot' | 'warm' | 'cold'
export type ClassCounts = Partial<Record<Classification | 'total', number>>
type Props = {
  value: Classification | undefined
  counts: ClassCounts
  onChange: (value: Classification | undefined) => void
}

const classes: readonly Classification[] = ['hot', 'warm', 'cold']

/** One class or all of them, each with how many there are. */
export function ClassFilter({ value, counts, onChange }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend and borders that nobody needs here
    <div className={styles.root} role="group" aria-label="Class">
      <button type="button" aria-pressed={value === undefined} onClick={() => onChange(undefined)}>
        All <Count value={counts.total} />
      </button>
      {classes.map((classification) => (
        <button
          key={classification}
          type="button"
          aria-pressed={value === classification}
          onClick={() => onChange(value === classification ? undefined : classification)}
        >
          <ClassDot classification={classification} />
          {classWords[classification]} <Count value={counts[classification]} />
        </button>
      ))}
    </div>
  )
}

function Count({ value }: { value: number | undefined }) {
  return <span className={styles.count}>{value === undefined ? '' : formatCount(value)}</span>
}
