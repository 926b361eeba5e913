import { IconAlertTriangle } from '@tabler/icons-react'
import { groupWords } from '../lib/group-words.ts'
import { type Problem, ruleIndexOf } from './list-problems.ts'
import styles from './rule-editor.module.css'
import { type RuleDocument, ruleGroups } from './rule-types.ts'

type Props = { problems: readonly Problem[]; document: RuleDocument; onJump: (problem: Problem) => void }

const shownAtMost = 20

/** Everything that keeps the rules from being saved; each entry leads to its field. */
export function ProblemList({ problems, document, onJump }: Props) {
  if (problems.length === 0) return null
  const rest = problems.length - shownAtMost
  return (
    <section className={styles.problems} aria-label="Problems">
      <p className={styles.problemsTitle}>
        <IconAlertTriangle size={16} aria-hidden />
        {problems.length === 1 ? 'One problem' : `${problems.length} problems`} to mend before saving
      </p>
      <ul>
        {problems.slice(0, shownAtMost).map((problem) => (
          <li key={`${problem.path} ${problem.message}`}>
            <button type="button" onClick={() => onJump(problem)}>
              {placeOf(problem.path, document)} {problem.message}
            </button>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className={styles.moreProblems}>and {rest} more</p>}
    </section>
  )
}

const fieldWords: Readonly<Record<string, string>> = {
  name: 'Name',
  'thresholds.hot': 'Hot from',
  'thresholds.warm': 'Warm from',
  maxCount: 'newest counted',
  halfLifeInDays: 'halving',
  windowInDays: 'counts within',
  activities: 'activities',
  ...Object.fromEntries(
    ruleGroups.flatMap((group) => [
      [`groups.${group}.cap`, `${groupWords[group]}: at most`],
      [`groups.${group}.floor`, `${groupWords[group]}: at least`],
    ]),
  ),
}

function placeOf(path: string, document: RuleDocument): string {
  const index = ruleIndexOf(path)
  if (index === null) return fieldWords[path] ?? path
  const field = path.replace(/^rules\[\d+\]\.?/, '')
  const name = document.rules[index]?.label || `Rule ${index + 1}`
  return field === '' ? `${name}:` : `${name}: ${fieldWords[field] ?? field.replace(/^test\..*/, 'test')}`
}
