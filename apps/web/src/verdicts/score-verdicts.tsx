import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useCurrentUser } from '../api/session.ts'
import { OverrideLine } from './override-line.tsx'
import styles from './score-verdicts.module.css'
import { VerdictBar } from './verdict-bar.tsx'
import { VerdictList } from './verdict-list.tsx'
import { leadVerdictsQuery } from './verdict-queries.ts'

const OverrideDialog = lazy(async () => ({ default: (await import('./override-dialog.tsx')).OverrideDialog }))

type Props = {
  lead: { id: string; name: string }
  /** The computed score, which stays. */
  score: number
  thresholds: { warm: number; hot: number }
}

/** What people who know the lead say of its score: one key for a verdict, and a score that somebody answers for. */
export function ScoreVerdicts({ lead, score, thresholds }: Props) {
  const me = useCurrentUser()
  const { data, error, refetch } = useQuery(leadVerdictsQuery(lead.id))
  const [isOverriding, setIsOverriding] = useState(false)
  const override = data?.override ?? null
  const own = data?.items.find(({ user, reviewed_at }) => user.id === me.id && reviewed_at === null) ?? null
  const others = data?.items.filter(({ id }) => id !== own?.id) ?? []
  const mayAnswer = override === null || override.user.id === me.id || me.role !== 'sales_rep'
  return (
    <div className={styles.root}>
      {override !== null && <OverrideLine override={override} score={score} mayEnd={mayAnswer} />}
      <VerdictBar leadId={lead.id} own={own} score={score} />
      {error !== null && data === undefined && (
        <p className={styles.muted} role="alert">
          What others said could not be loaded.{' '}
          <button type="button" className={styles.textButton} onClick={() => void refetch()}>
            Try again
          </button>
        </p>
      )}
      <VerdictList verdicts={others} />
      {mayAnswer && (
        <button type="button" className={styles.textButton} onClick={() => setIsOverriding(true)}>
          {override === null ? 'Answer for another score…' : 'Change the score answered for…'}
        </button>
      )}
      {isOverriding && (
        <Suspense fallback={null}>
          <OverrideDialog {...{ lead, score, thresholds, override }} onClose={() => setIsOverriding(false)} />
        </Suspense>
      )}
    </div>
  )
}
