import type { Activity } from '@leadglass/contracts/leads.ts'
import type { ReactNode } from 'react'
import { activityWord } from '../lib/activity-words.ts'
import { formatPoints } from '../lib/format-points.ts'
import { LongText } from '../ui/long-text.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { statusWord } from '../ui/status-label.tsx'
import { ActivityIcon } from './activity-icon.tsx'
import styles from './timeline.module.css'

type Props = {
  activity: Activity
  isMarked: boolean
  /** The note behind a `note` entry, when it is at hand. */
  note: ReactNode
}

export function TimelineEntry({ activity, isMarked, note }: Props) {
  const { title, text } = wordsOf(activity)
  return (
    <li className={styles.entry} data-marked={isMarked || undefined}>
      <span className={styles.icon}>
        <ActivityIcon type={activity.activity_type} />
      </span>
      <div className={styles.body}>
        <div className={styles.line}>
          <span className={styles.title}>{title}</span>
          {activity.points_awarded !== 0 && (
            <span className={styles.points} title="How far the score moved">
              {formatPoints(activity.points_awarded)}
            </span>
          )}
          {isMarked && <span className={styles.counted}>counted</span>}
          <span className={styles.meta}>
            {activity.user && <span className={styles.who}>{activity.user.full_name} · </span>}
            <RelativeTime at={activity.occurred_at} />
          </span>
        </div>
        {note ?? (text && <LongText text={text} />)}
      </div>
    </li>
  )
}

type Words = { title: string; text: string | null }

/** The product's own entries carry their sentence in the description. */
function wordsOf({ activity_type: type, description }: Activity): Words {
  if (type === 'status_change' && description !== null) return statusWords(description)
  if ((type === 'lead_assigned' || type === 'lead_transferred') && description !== null) {
    return { title: description, text: null }
  }
  return { title: activityWord(type), text: description }
}

/** `new → lost: no budget` */
function statusWords(description: string): Words {
  const [, from, to, reason] = /^(\w+) → (\w+)(?:: ([\s\S]+))?$/.exec(description) ?? []
  if (from === undefined || to === undefined) return { title: 'Status changed', text: description }
  return { title: `Status: ${statusWord(from)} → ${statusWord(to)}`, text: reason ?? null }
}
