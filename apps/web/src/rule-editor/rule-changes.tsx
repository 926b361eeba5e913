import { ActionIcon, Button } from '@mantine/core'
import { IconArrowBackUp, IconMinus, IconPencil, IconPlus } from '@tabler/icons-react'
import { memo, useId, useState } from 'react'
import styles from './rule-changes.module.css'
import type { RuleChange } from './rule-diff.ts'

type Props = {
  title?: string
  /** What they are compared with: `version 4, in force`. */
  comparedWith: string
  changes: readonly RuleChange[]
  onRevert: ((change: RuleChange) => void) | null
}

const shownAtFirst = 6
const kinds = {
  added: { icon: IconPlus, word: 'New' },
  removed: { icon: IconMinus, word: 'Removed' },
  changed: { icon: IconPencil, word: 'Changed' },
} as const

/** What differs from other rules, one entry per rule, with what it was and what it becomes. */
export const RuleChanges = memo(function RuleChanges({
  title = 'Changes',
  comparedWith,
  changes,
  onRevert,
}: Props) {
  const headingId = useId()
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? changes : changes.slice(0, shownAtFirst)
  const left = changes.length - shown.length
  return (
    <section className={styles.changes} aria-labelledby={headingId}>
      <h2 id={headingId} className={styles.heading}>
        {title} <span>{changes.length}</span>
      </h2>
      <p className={styles.against}>
        {changes.length === 0 ? `The same as ${comparedWith}.` : `Against ${comparedWith}`}
      </p>
      <ul className={styles.list}>
        {shown.map((change) => (
          <ChangeEntry key={change.id} change={change} onRevert={onRevert} />
        ))}
      </ul>
      {left > 0 && (
        <Button variant="subtle" ml={-14} onClick={() => setIsWhole(true)}>
          Show {left} more
        </Button>
      )}
    </section>
  )
})

function ChangeEntry({ change, onRevert }: { change: RuleChange; onRevert: Props['onRevert'] }) {
  const { icon: KindIcon, word } = kinds[change.kind]
  return (
    <li className={styles.change} data-kind={change.kind}>
      <KindIcon size={14} className={styles.icon} aria-hidden />
      <div className={styles.what}>
        <span className={styles.title}>
          <span className={styles.kind}>{word}:</span> {change.title}
        </span>
        {change.sentence && <span className={styles.sentence}>{change.sentence}</span>}
        {change.facets.map(({ name, before, after }) => (
          <span key={name} className={styles.facet}>
            {name} {before && <del>{before}</del>}
            {before && after && ' → '}
            {after && <ins>{after}</ins>}
          </span>
        ))}
      </div>
      {onRevert && (
        <ActionIcon aria-label={`Take back: ${change.title}`} onClick={() => onRevert(change)}>
          <IconArrowBackUp size={16} />
        </ActionIcon>
      )}
    </li>
  )
}
