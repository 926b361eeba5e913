import { Select } from '@mantine/core'
import { activityWord } from '../lib/activity-words.ts'
import { activityChoices } from './activity-choices.ts'
import { NumberField } from './number-field.tsx'
import { OptionalNumberField } from './optional-number-field.tsx'
import styles from './rule-editor.module.css'
import type { Messages, RuleOf } from './rule-types.ts'

type Props = {
  rule: RuleOf<'activity'>
  messages: Messages
  onChange: (rule: RuleOf<'activity'>) => void
  onLabel: (label: string) => void
}

export function ActivityRuleFields({ rule, messages, onChange, onLabel }: Props) {
  const choose = (activity: string | null) => {
    if (activity === null) return
    const isNamedByIt = rule.label === '' || rule.label === activityWord(rule.activity)
    onChange({ ...rule, activity })
    if (isNamedByIt) onLabel(activityWord(activity))
  }
  return (
    <>
      <Select
        className={styles.wide}
        label="Activity"
        searchable
        nothingFoundMessage="No such activity"
        data={activityChoices([rule.activity])}
        value={rule.activity || null}
        error={messages.activity}
        onChange={choose}
      />
      <NumberField
        className={styles.short}
        label="Newest counted"
        min={1}
        max={1000}
        allowDecimal={false}
        value={rule.maxCount}
        error={messages.maxCount}
        onChange={(maxCount) => onChange({ ...rule, maxCount })}
      />
      <OptionalNumberField
        className={styles.half}
        label="Halves every … days"
        placeholder="does not fade"
        min={1}
        max={36_500}
        value={rule.halfLifeInDays}
        error={messages.halfLifeInDays}
        onChange={(halfLifeInDays) => onChange({ ...rule, halfLifeInDays })}
      />
      <OptionalNumberField
        className={styles.half}
        label="Counts within … days"
        placeholder="any time"
        min={1}
        max={36_500}
        value={rule.windowInDays}
        error={messages.windowInDays}
        onChange={(windowInDays) => onChange({ ...rule, windowInDays })}
      />
    </>
  )
}
