import type { LeadInsights } from '@leadglass/contracts/insights.ts'
import styles from './insights.module.css'

/** Where a fact leads. */
export type FactLinks = {
  onShowActivities: (activities: { type: string | null; label: string; ids: readonly string[] }) => void
  onShowField: (field: string) => void
}

type Props = FactLinks & { ids: readonly string[]; facts: LeadInsights['facts'] }

/** The facts behind a sentence, each leading to where it is kept. */
export function FactChips({ ids, facts, ...links }: Props) {
  return facts
    .filter(({ id }) => ids.includes(id))
    .map((fact) => <FactChip key={fact.id} fact={fact} {...links} />)
}

function FactChip({ fact, ...links }: FactLinks & { fact: LeadInsights['facts'][number] }) {
  const { text, field, activity_ids: ids } = fact
  if (ids.length > 0) {
    const show = () => links.onShowActivities({ type: null, label: text, ids })
    return (
      <button type="button" className={styles.fact} onClick={show}>
        {text}
      </button>
    )
  }
  if (field !== null) {
    return (
      <button type="button" className={styles.fact} onClick={() => links.onShowField(field)}>
        {text}
      </button>
    )
  }
  return <span className={styles.fact}>{text}</span>
}
