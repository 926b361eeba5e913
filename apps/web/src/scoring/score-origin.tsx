import type { LeadScore } from '@leadglass/contracts/scoring.ts'
import type { ReactNode } from 'react'
import { RelativeTime } from '../ui/relative-time.tsx'
import { shareWords } from './origin-words.ts'
import styles from './score-card.module.css'

type Props = { score: LeadScore; renderVersion?: (words: string) => ReactNode }

/** Which version made the number, when, and how much of it was learned. */
export function ScoreOrigin({ score, renderVersion }: Props) {
  const version = `version ${score.model.version}`
  const share = shareWords(score)
  return (
    <div className={styles.origin}>
      <p>
        {score.model.name} · {renderVersion ? renderVersion(version) : version} · scored{' '}
        <RelativeTime at={score.scored_at} />
      </p>
      {share !== null && (
        <p>
          <span
            className={styles.blend}
            style={{ '--learned': `${100 * score.learned_weight}%` } as React.CSSProperties}
            aria-hidden
          />
          {share}
        </p>
      )}
    </div>
  )
}
