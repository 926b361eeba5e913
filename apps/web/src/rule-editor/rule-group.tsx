import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { memo } from 'react'
import { formatPlural } from '../lib/format-count.ts'
import { groupWords } from '../lib/group-words.ts'
import type { EditorState, RuleEdit } from './editor-state.ts'
import { GroupLimitFields } from './group-limit-fields.tsx'
import styles from './rule-editor.module.css'
import { RuleRow } from './rule-row.tsx'
import { type Messages, noMessages, type RuleGroup, type RuleKind } from './rule-types.ts'
import { kindWords, numberText } from './rule-words.ts'

export type RuleMarks = ReadonlyMap<string, 'added' | 'changed'>

type Props = {
  group: RuleGroup
  state: EditorState
  messages: ReadonlyMap<number, Messages>
  headMessages: Messages
  /** By rule id, in what a draft differs from the version in force. */
  marks: RuleMarks
  isReadOnly: boolean
  onEdit: (edit: RuleEdit) => void
}

/** The rules of a group, and what they can give together. */
export function RuleGroupSection({ group, state, messages, headMessages, marks, ...rest }: Props) {
  const { document, keys, openKey } = state
  const { isReadOnly, onEdit } = rest
  const places = document.rules.flatMap((rule, index) => (rule.group === group ? [index] : []))
  const limits = document.groups[group]
  const headingId = `group-${group}`
  return (
    <section className={styles.group} aria-labelledby={headingId}>
      <div className={styles.groupHead}>
        <h2 id={headingId}>{groupWords[group]}</h2>
        <span className={styles.count}>{formatPlural(places.length, 'rule')}</span>
        {isReadOnly ? (
          <span className={styles.limits}>
            together at most {numberText(limits.cap)}
            {limits.floor !== null && `, at least ${numberText(limits.floor)}`}
          </span>
        ) : (
          <GroupLimitFields group={group} limits={limits} messages={headMessages} onEdit={onEdit} />
        )}
      </div>
      <ul className={styles.rules}>
        {places.map((index) => {
          const [rule, key] = [document.rules[index], keys[index]]
          if (rule === undefined || key === undefined) return null
          return (
            <RuleRow
              key={key}
              rule={rule}
              ruleKey={key}
              isOpen={openKey === key}
              mark={marks.get(rule.id) ?? null}
              messages={messages.get(index) ?? noMessages}
              {...rest}
            />
          )
        })}
      </ul>
      {places.length === 0 && <p className={styles.none}>No rule counts here.</p>}
      {!isReadOnly && <AddRule group={group} onEdit={onEdit} />}
    </section>
  )
}

const kinds: readonly RuleKind[] = ['activity', 'field', 'silence']

const AddRule = memo(function AddRule({ group, onEdit }: Pick<Props, 'group' | 'onEdit'>) {
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <Button
          variant="subtle"
          className={styles.add}
          leftSection={<IconPlus size={14} />}
          aria-label={`Add rule to ${groupWords[group].toLowerCase()}`}
        >
          Add rule
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => onEdit({ type: 'blank', kind, group })}>
            {kindWords[kind]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
})
