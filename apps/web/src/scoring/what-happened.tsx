import type { ScoreComparison } from '@leadglass/contracts/scoring.ts'
import { activityWord } from '../lib/activity-words.ts'
import { formatMoment } from '../lib/format-date.ts'
import { fieldWord, valueWord } from './evidence-words.ts'
import type { EvidenceLinks } from './score-term-row.tsx'
import styles from './why-panel.module.css'

/** More than this many of one list are counted, not shown: the timeline has them all. */
const mostShown = 8

/** What became known between the two points, each with its way to the place where it is kept. */
export function WhatHappened({ move, ...links }: EvidenceLinks & { move: ScoreComparison }) {
  const { activities, field_changes: changes } = move
  if (activities.length === 0 && changes.length === 0) {
    return <p className={styles.nothing}>No activity and no change of a field lies between.</p>
  }
  const rest = activities.length - mostShown
  return (
    <ul className={styles.happened} aria-label="What happened in between">
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <button type="button" className={styles.link} onClick={() => links.onShowField(field)}>
            {fieldWord(field)}
          </button>
          : {valueWord(before)} → {valueWord(after)}
        </li>
      ))}
      {activities.slice(0, mostShown).map(({ id, activity_type: type, occurred_at }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.link}
            onClick={() => links.onShowActivities({ type, label: activityWord(type), ids: [id] })}
          >
            {activityWord(type)}
          </button>
          <span className={styles.when}> {formatMoment(occurred_at)}</span>
        </li>
      ))}
      {rest > 0 && (
        <li>
          <button
            type="button"
            className={styles.link}
            onClick={() =>
              links.onShowActivities({
                type: null,
                label: 'What happened in between',
                ids: activities.map(({ id }) => id),
              })
            }
          >
            {/* The API names fifty at most. */}
            {activities.length >= 50 ? `At least ${rest} more` : `${rest} more`} in the timeline
          </button>
        </li>
      )}
    </ul>
  )
}
