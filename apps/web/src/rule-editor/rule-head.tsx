import { TextInput } from '@mantine/core'
import { memo } from 'react'
import { ClassDot } from '../ui/score-chip.tsx'
import type { RuleEdit } from './editor-state.ts'
import { fieldId } from './list-problems.ts'
import { NumberField } from './number-field.tsx'
import styles from './rule-editor.module.css'
import type { Messages, RuleDocument } from './rule-types.ts'
import { numberText } from './rule-words.ts'

type Props = Pick<RuleDocument, 'name' | 'thresholds'> & {
  messages: Messages
  isReadOnly: boolean
  onEdit: (edit: RuleEdit) => void
}

/** What holds for all rules: their name, and from which score a lead is hot or warm. */
export const RuleHead = memo(function RuleHead({ name, thresholds, messages, isReadOnly, onEdit }: Props) {
  if (isReadOnly) {
    return (
      <p className={styles.classes}>
        <ClassDot classification="hot" /> Hot from {numberText(thresholds.hot)}
        <ClassDot classification="warm" /> Warm from {numberText(thresholds.warm)}
        <ClassDot classification="cold" /> Cold below
      </p>
    )
  }
  const set = (part: Partial<RuleDocument['thresholds']>) =>
    onEdit({ type: 'head', part: { thresholds: { ...thresholds, ...part } } })
  const bounds = { min: 0, max: 100, allowDecimal: false, className: styles.short } as const
  return (
    <div className={styles.head}>
      <TextInput
        className={styles.wide}
        id={fieldId('name')}
        label="Name"
        maxLength={120}
        value={name}
        error={messages.name}
        onChange={(event) => onEdit({ type: 'head', part: { name: event.currentTarget.value } })}
      />
      <NumberField
        {...bounds}
        id={fieldId('thresholds.hot')}
        label="Hot from"
        leftSection={<ClassDot classification="hot" />}
        value={thresholds.hot}
        error={messages['thresholds.hot']}
        onChange={(hot) => set({ hot })}
      />
      <NumberField
        {...bounds}
        id={fieldId('thresholds.warm')}
        label="Warm from"
        leftSection={<ClassDot classification="warm" />}
        value={thresholds.warm}
        error={messages['thresholds.warm']}
        onChange={(warm) => set({ warm })}
      />
    </div>
  )
})
