import type { LearnedModelDetail } from '@leadglass/contracts/learning.ts'
import type { ReactNode } from 'react'
import { aucSentence } from '../lib/auc-words.ts'
import { formatCount, formatPlural } from '../lib/format-count.ts'
import { formatDay, formatMoment } from '../lib/format-date.ts'
import { percentText } from '../lib/percent-text.ts'
import { RelativeTime } from '../ui/relative-time.tsx'
import styles from './learning.module.css'
import look from './model.module.css'
import { formWords, signalSentences, signalWords } from './model-words.ts'
import { WeightBar } from './weight-bar.tsx'

/** What it is worth in a sentence, and what it was made of. */
export function ModelHead({ model }: { model: LearnedModelDetail }) {
  const { auc, rows, won, options, base } = model
  return (
    <header className={look.head}>
      <p className={look.sentence}>{auc ? aucSentence(auc) : signalSentences[model.signal]}</p>
      {auc && <p>{signalSentences[model.signal]}</p>}
      <dl className={look.figures}>
        <Figure name="Form">{formWords[model.candidate]}</Figure>
        <Figure name="Signal">{signalWords[model.signal]}</Figure>
        <Figure name="Learned from">
          {formatPlural(rows, 'lead')}
          <small>
            {formatCount(won)} won, closed {formatDay(model.outcomes_from)} – {formatDay(model.outcomes_to)}
          </small>
        </Figure>
        <Figure name="As they were">
          {formatPlural(options.days_before_outcome, 'day')}
          <small>before the outcome</small>
        </Figure>
        <Figure name="Starts at">
          {percentText(base.win_rate)}
          <small>chance of an average lead</small>
        </Figure>
        <Figure name="Trained">
          <RelativeTime at={model.trained_at} />
          <small>
            {formatMoment(model.trained_at)}, {model.trained_by?.full_name ?? 'on schedule'}
          </small>
        </Figure>
      </dl>
      <div>
        <p className={styles.muted}>
          {model.in_force
            ? 'In force, it makes this much of the score:'
            : 'In force, it would make this much of the score:'}
        </p>
        <WeightBar weight={model.weight} />
      </div>
    </header>
  )
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
