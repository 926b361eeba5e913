import { IconAlertTriangle, IconChevronRight } from '@tabler/icons-react'
import { memo } from 'react'
import { formatPoints } from '../lib/format-points.ts'
import type { RuleEdit } from './editor-state.ts'
import styles from './rule-editor.module.css'
import { RuleFacts } from './rule-facts.tsx'
import { RuleFields } from './rule-fields.tsx'
import { RuleMenu } from './rule-menu.tsx'
import type { Messages, Rule } from './rule-types.ts'
import { mostPoints, ruleSentence } from './rule-words.ts'

type Props = {
  rule: Rule
  ruleKey: string
  isOpen: boolean
  mark: 'added' | 'changed' | null
  messages: Messages
  isReadOnly: boolean
  onEdit: (edit: RuleEdit) => void
}

const markWords = { added: 'new', changed: 'changed' } as const

/** A rule as a sentence; opened it is a form. One of many: it is drawn again only when its own rule changes. */
export const RuleRow = memo(function RuleRow({ rule, ruleKey, isOpen, mark, messages, ...rest }: Props) {
  const { isReadOnly, onEdit } = rest
  const problems = Object.keys(messages).length
  const bodyId = `${ruleKey}-body`
  return (
    <li className={styles.rule} id={ruleKey} data-open={isOpen || undefined}>
      <div className={styles.ruleLine}>
        <button
          type="button"
          className={styles.ruleButton}
          aria-expanded={isOpen}
          aria-controls={isOpen ? bodyId : undefined}
          onClick={() => onEdit({ type: 'open', key: isOpen ? null : ruleKey })}
        >
          <IconChevronRight size={14} className={styles.chevron} aria-hidden />
          <span className={styles.ruleText}>
            <b>{rule.label || 'A rule without a label'}</b>
            <span className={styles.sentence}>: {ruleSentence(rule)}</span>
          </span>
          {problems > 0 && (
            <span className={styles.problemTag}>
              <IconAlertTriangle size={14} aria-hidden />{' '}
              {problems === 1 ? 'problem' : `${problems} problems`}
            </span>
          )}
          {mark && <span className={styles.mark}>{markWords[mark]}</span>}
          <MostPoints rule={rule} />
        </button>
        {!isReadOnly && <RuleMenu rule={rule} ruleKey={ruleKey} onEdit={onEdit} />}
      </div>
      {isOpen && (
        <div id={bodyId} className={styles.ruleBody}>
          {isReadOnly ? (
            <RuleFacts rule={rule} />
          ) : (
            <RuleFields rule={rule} ruleKey={ruleKey} messages={messages} onEdit={onEdit} />
          )}
        </div>
      )}
    </li>
  )
})

function MostPoints({ rule }: { rule: Rule }) {
  const most = mostPoints(rule)
  const isSum = rule.kind === 'activity' && rule.maxCount > 1
  return (
    <span className={styles.most} data-sign={Math.sign(most) || 0}>
      {isSum && <small>up to </small>}
      {Number.isNaN(most) ? '—' : formatPoints(Math.round(most * 100) / 100)}
    </span>
  )
}
