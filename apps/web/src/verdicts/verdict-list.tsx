import type { ScoreVerdict } from '@leadglass/contracts/verdicts.ts'
import { useState } from 'react'
import { useCurrentUser } from '../api/session.ts'
import { LongText } from '../ui/long-text.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import styles from './score-verdicts.module.css'
import { verdictLabels } from './verdict-words.ts'

const firstShown = 2

/** What the others said, and what came of it. */
export function VerdictList({ verdicts }: { verdicts: readonly ScoreVerdict[] }) {
  const [isWhole, setIsWhole] = useState(false)
  if (verdicts.length === 0) return null
  const shown = isWhole ? verdicts : verdicts.slice(0, firstShown)
  return (
    <>
      <ul className={styles.list} aria-label="Verdicts">
        {shown.map((verdict) => (
          <VerdictItem key={verdict.id} verdict={verdict} />
        ))}
      </ul>
      {verdicts.length > firstShown && (
        <button type="button" className={styles.textButton} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? 'Show fewer verdicts' : `Show all ${verdicts.length} verdicts`}
        </button>
      )}
    </>
  )
}

function VerdictItem({ verdict }: { verdict: ScoreVerdict }) {
  const { user, score, reason, reviewed_at, reviewed_by, review_note } = verdict
  const isMine = useCurrentUser().id === user.id
  return (
    <li className={styles.item}>
      <p>
        <strong>{isMine ? 'You' : user.full_name}</strong>: {verdictLabels[verdict.verdict].toLowerCase()} at{' '}
        {score}{' '}
        <span className={styles.muted}>
          (version {verdict.model_version}) · <RelativeTime at={verdict.created_at} />
        </span>
      </p>
      {reason !== null && <LongText text={reason} />}
      {reviewed_at !== null && (
        <p className={styles.muted}>
          Reviewed{reviewed_by && ` by ${reviewed_by.full_name}`}
          {review_note !== null && `: ${review_note}`}
        </p>
      )}
    </li>
  )
}
