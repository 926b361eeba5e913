import styles from './rule-editor.module.css'
import type { Rule } from './rule-types.ts'
import { ruleFacets } from './rule-words.ts'

/** Everything that a rule says, to be read. */
export function RuleFacts({ rule }: { rule: Rule }) {
  const facets = [...ruleFacets(rule).filter(({ name }) => name !== 'Label'), { name: 'Id', value: rule.id }]
  return (
    <dl className={styles.facts}>
      {facets.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{typeof value === 'string' ? value : value.join(', ')}</dd>
        </div>
      ))}
    </dl>
  )
}
