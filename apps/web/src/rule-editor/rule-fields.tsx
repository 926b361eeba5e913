import { TextInput } from '@mantine/core'
import { ActivityRuleFields } from './activity-rule-fields.tsx'
import type { RuleEdit } from './editor-state.ts'
import { FieldRuleFields } from './field-rule-fields.tsx'
import { messageAt } from './list-problems.ts'
import { NumberField } from './number-field.tsx'
import styles from './rule-editor.module.css'
import type { Messages, Rule } from './rule-types.ts'
import { SilenceRuleFields } from './silence-rule-fields.tsx'

type Props = { rule: Rule; ruleKey: string; messages: Messages; onEdit: (edit: RuleEdit) => void }

/** The form of one rule: what all kinds have, and the fields of its kind. */
export function RuleFields({ rule, ruleKey, messages, onEdit }: Props) {
  const set = (next: Rule) => onEdit({ type: 'rule', key: ruleKey, rule: next })
  const relabel = (label: string) => onEdit({ type: 'relabel', key: ruleKey, label })
  return (
    <div className={styles.fields}>
      {messages[''] && (
        <p className={styles.wholeProblem} role="alert">
          {messages['']}
        </p>
      )}
      <TextInput
        className={styles.wide}
        label="Label"
        description="As it stands in the score of a lead"
        maxLength={200}
        value={rule.label}
        error={messages.label}
        onChange={(event) => relabel(event.currentTarget.value)}
      />
      <NumberField
        className={styles.short}
        label="Points"
        description={rule.kind === 'activity' ? 'Each, when new' : 'Once'}
        min={-100}
        max={rule.kind === 'silence' ? 0 : 100}
        value={rule.points}
        error={messages.points}
        onChange={(points) => set({ ...rule, points })}
      />
      {rule.kind === 'activity' && (
        <ActivityRuleFields rule={rule} messages={messages} onChange={set} onLabel={relabel} />
      )}
      {rule.kind === 'field' && <FieldRuleFields rule={rule} messages={messages} onChange={set} />}
      {rule.kind === 'silence' && <SilenceRuleFields rule={rule} messages={messages} onChange={set} />}
      <TextInput
        className={styles.ownLine}
        label="Id"
        description="By it the history of scores knows the rule"
        maxLength={80}
        value={rule.id}
        error={messageAt(messages, 'id')}
        onChange={(event) => set({ ...rule, id: event.currentTarget.value })}
      />
    </div>
  )
}
