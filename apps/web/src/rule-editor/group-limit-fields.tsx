import { memo } from 'react'
import { groupWords } from '../lib/group-words.ts'
import type { RuleEdit } from './editor-state.ts'
import { fieldId } from './list-problems.ts'
import { NumberField } from './number-field.tsx'
import { OptionalNumberField } from './optional-number-field.tsx'
import styles from './rule-editor.module.css'
import type { Messages, RuleDocument, RuleGroup } from './rule-types.ts'

type Limits = RuleDocument['groups'][RuleGroup]
type Props = { group: RuleGroup; limits: Limits; messages: Messages; onEdit: (edit: RuleEdit) => void }

/** The most and the least that a group can give. */
export const GroupLimitFields = memo(function GroupLimitFields({ group, limits, messages, onEdit }: Props) {
  const set = (part: Partial<Limits>) => onEdit({ type: 'limits', group, limits: { ...limits, ...part } })
  const name = groupWords[group]
  const problem = messages[`groups.${group}.cap`] ?? messages[`groups.${group}.floor`]
  return (
    <div className={styles.limits}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the field inside is the control */}
      <label>
        at least
        <OptionalNumberField
          className={styles.limit}
          id={fieldId(`groups.${group}.floor`)}
          aria-label={`${name}: at least`}
          placeholder="none"
          hideControls
          allowDecimal={false}
          min={-1000}
          value={limits.floor}
          error={messages[`groups.${group}.floor`] !== undefined}
          onChange={(floor) => set({ floor })}
        />
      </label>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the field inside is the control */}
      <label>
        at most
        <NumberField
          className={styles.limit}
          id={fieldId(`groups.${group}.cap`)}
          aria-label={`${name}: at most`}
          hideControls
          allowDecimal={false}
          min={0}
          max={100}
          value={limits.cap}
          error={messages[`groups.${group}.cap`] !== undefined}
          onChange={(cap) => set({ cap })}
        />
      </label>
      {problem && (
        <span className={styles.limitProblem} role="alert">
          {problem}
        </span>
      )}
    </div>
  )
})
