import type { ReportCard } from '@leadglass/contracts/report-card.ts'
import { aucSentence, aucWords } from '../lib/auc-words.ts'
import styles from './report-card.module.css'

/** How well the score ranks, in words, and whether learning has brought anything. */
export function Ranking({ card }: { card: ReportCard }) {
  const auc = card.score?.auc ?? null
  return (
    <section aria-labelledby="ranking-heading" className={styles.section}>
      <h2 id="ranking-heading">How well the score ranks</h2>
      <p>
        {auc ? `${aucSentence(auc)}` : 'Nothing can be said of how it ranks: one kind of outcome is missing.'}
      </p>
      {card.learned_number !== null && (
        <dl className={styles.lines}>
          {auc && <Line name="Rules and learned model" auc={auc} />}
          {card.rules_auc && <Line name="The same rules alone" auc={card.rules_auc} />}
          {card.probability?.auc && <Line name="Learned model alone" auc={card.probability.auc} />}
        </dl>
      )}
      {card.learned_number === null && (
        <p className={styles.muted}>These are rules alone; no learned model is in force.</p>
      )}
    </section>
  )
}

type Auc = NonNullable<ReportCard['rules_auc']>

function Line({ name, auc }: { name: string; auc: Auc }) {
  const { value, interval } = auc
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {aucWords(auc)}
        <span className={styles.track} aria-hidden>
          <i
            style={{
              left: at(interval.low),
              width: `${200 * Math.max(0, interval.high - Math.max(0.5, interval.low))}%`,
            }}
          />
          <b style={{ left: at(value) }} />
        </span>
      </dd>
    </div>
  )
}

/** The track begins where a coin is as good, and ends at never wrong. */
function at(share: number): string {
  return `${Math.min(100, Math.max(0, 200 * (share - 0.5)))}%`
}
