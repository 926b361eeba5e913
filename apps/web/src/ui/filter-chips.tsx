import { IconX } from '@tabler/icons-react'
import styles from './filters.module.css'

type Props<Name extends string> = {
  /** The filters in force, in words. */
  chips: readonly { name: Name; words: string }[]
  onDrop: (name: Name) => void
  onClear: () => void
}

/** Every filter in force, each with its ×. */
export function FilterChips<Name extends string>({ chips, onDrop, onClear }: Props<Name>) {
  if (chips.length === 0) return null
  return (
    <div className={styles.chips}>
      {chips.map(({ name, words }) => (
        <button key={name} type="button" className={styles.chip} onClick={() => onDrop(name)}>
          <span>{words}</span>
          <IconX size={12} aria-label="remove this filter" />
        </button>
      ))}
      <button type="button" className={styles.clear} onClick={onClear}>
        Clear all
      </button>
    </div>
  )
}
