import type { ScoreOverride } from '@leadglass/contracts/verdicts.ts'
import { IconUserShield } from '@tabler/icons-react'
import { useCurrentUser } from '../api/session.ts'
import { formatDay, formatMoment } from '../lib/format-date.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { LongText } from '../ui/long-text.tsx'
import { ScoreChip } from '../ui/score-chip.tsx'
import styles from './score-verdicts.module.css'
import { useEndOverride } from './verdict-queries.ts'

type Props = { override: ScoreOverride; score: number; mayEnd: boolean }

/** `Anna answers for 85 until 1 Dec: budget confirmed · computed 62 · Take back`. */
export function OverrideLine({ override, score, mayEnd }: Props) {
  const end = useEndOverride(override.lead_id)
  const isMine = override.user.id === useCurrentUser().id
  return (
    <div className={styles.override}>
      <IconUserShield size={16} stroke={1.5} aria-hidden />
      <div className={styles.overrideText}>
        <p>
          <strong>{isMine ? 'You answer' : `${override.user.full_name} answers`}</strong> for{' '}
          <ScoreChip score={override.score} classification={override.classification} /> until{' '}
          <time dateTime={override.expires_at} title={formatMoment(override.expires_at)}>
            {formatDay(override.expires_at)}
          </time>
        </p>
        <LongText text={override.reason} />
        <p className={styles.muted}>
          computed {score}
          {mayEnd && (
            <>
              {' · '}
              <button
                type="button"
                className={styles.textButton}
                disabled={end.isPending}
                onClick={() => end.mutate()}
              >
                Take back
              </button>
            </>
          )}
        </p>
        <DialogError error={end.error} />
      </div>
    </div>
  )
}
