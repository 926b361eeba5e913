import type { LearnedModel, LearningStatus } from '@leadglass/contracts/learning.ts'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { paths } from '../app/paths.ts'
import { formatCount } from '../lib/format-count.ts'
import { percentText } from '../lib/percent-text.ts'
import styles from './learning.module.css'
import { asSentence } from './model-words.ts'
import { RetireDialog } from './retire-dialog.tsx'
import { WeightBar } from './weight-bar.tsx'

type Props = { status: LearningStatus; models: readonly LearnedModel[]; canRetire: boolean }

/** What makes the score now: how much of it was learned, and why that much. */
export function InForce({ status, models, canRetire }: Props) {
  const [isRetiring, setRetiring] = useState(false)
  const { number, version, weight } = status.in_force
  const model = models.find((each) => each.number === number)
  return (
    <section className={styles.force} aria-labelledby="force-heading">
      <div className={styles.forceHead}>
        <h2 id="force-heading">
          {number === null ? 'Rules alone' : `Model ${number}`} <span className={styles.badge}>in force</span>
        </h2>
        <div className={styles.actions}>
          {model && (
            <Button variant="default" component={Link} to={paths.learnedModel(model.id)}>
              See what it learned
            </Button>
          )}
          {number !== null && canRetire && (
            <Button variant="default" onClick={() => setRetiring(true)}>
              Retire…
            </Button>
          )}
        </div>
      </div>
      <WeightBar weight={weight} />
      <p>{whyWords(status, model)}</p>
      <p className={styles.muted}>
        Version {version} scores every lead.{' '}
        <Link to={paths.reportCard}>The report card says how much that is worth.</Link>
      </p>
      {isRetiring && number !== null && (
        <RetireDialog number={number} version={version} onClose={() => setRetiring(false)} />
      )}
    </section>
  )
}

function whyWords({ in_force, sentence, enough }: LearningStatus, model: LearnedModel | undefined): string {
  if (in_force.number === null) {
    const start = asSentence(sentence)
    return enough ? start : `${start} Until then every point comes from a rule that somebody wrote down.`
  }
  if (!model) return asSentence(sentence)
  const fewer = Math.min(model.won, model.rows - model.won)
  const kind = fewer === model.won ? 'won' : 'lost'
  return `${percentText(in_force.weight)} learned, because it knows ${formatCount(fewer)} ${kind} leads, the rarer kind. With 100 of them learned and written points would count the same; the more it knows, the more it counts.`
}
