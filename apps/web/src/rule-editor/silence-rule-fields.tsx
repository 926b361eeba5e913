import '@mantine/core/styles/Pill.css'
import '@mantine/core/styles/PillsInput.css'
import { MultiSelect } from '@mantine/core'
import { activityChoices } from './activity-choices.ts'
import { messageAt } from './list-problems.ts'
import { NumberField } from './number-field.tsx'
import styles from './rule-editor.module.css'
import type { Messages, RuleOf } from './rule-types.ts'

type Props = {
  rule: RuleOf<'silence'>
  messages: Messages
  onChange: (rule: RuleOf<'silence'>) => void
}

export function SilenceRuleFields({ rule, messages, onChange }: Props) {
  return (
    <>
      <MultiSelect
        size="xs"
        className={styles.full}
        label="When none of these happened"
        searchable
        data={activityChoices(rule.activities)}
        value={rule.activities}
        error={messageAt(messages, 'activities')}
        onChange={(activities) => onChange({ ...rule, activities })}
      />
      <NumberField
        className={styles.short}
        label="For … days"
        min={1}
        max={36_500}
        value={rule.days}
        error={messages.days}
        onChange={(days) => onChange({ ...rule, days })}
      />
    </>
  )
}
