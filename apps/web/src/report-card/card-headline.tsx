import type { ReportCard } from '@leadglass/contracts/report-card.ts'
import { IconAlertTriangle } from '@tabler/icons-react'
import { formatCount, formatPlural } from '../lib/format-count.ts'
import { formatDay } from '../lib/format-date.ts'
import { RelativeTime } from '../ui/relative-time.tsx'
import styles from './report-card.module.css'

/** The whole card in one sentence, the alarm where there is one, and what it all rests on. */
export function CardHeadline({ card }: { card: ReportCard }) {
  return (
    <header className={styles.headline}>
      {card.alarm.raised && <Alarm alarm={card.alarm} />}
      {card.enough && <p className={styles.sentence}>{card.sentence}</p>}
      <p className={styles.basis}>{basisWords(card)}</p>
      {!card.alarm.raised && card.enough && <p className={styles.basis}>{card.alarm.sentence}</p>}
      {card.waiting > 0 && (
        <p className={styles.waiting} role="status">
          {formatPlural(card.waiting, 'closed lead')} still to be judged; the figures follow within minutes.
        </p>
      )}
    </header>
  )
}

function Alarm({ alarm }: { alarm: ReportCard['alarm'] }) {
  return (
    <section className={styles.alarm} aria-label="Alarm">
      <IconAlertTriangle size={20} stroke={1.75} aria-hidden />
      <div>
        <h2>Hot no longer beats warm</h2>
        <p>{alarm.sentence}</p>
        <p>
          Work hot leads with doubt until this is cleared up: look at the lost ones below, at the rules, and
          at what has changed in your market.
          {alarm.since && (
            <>
              {' '}
              Raised <RelativeTime at={alarm.since} />.
            </>
          )}
        </p>
      </div>
    </section>
  )
}

function basisWords(card: ReportCard): string {
  if (card.rows === 0) return `Version ${card.version} has no closed lead to be judged by.`
  const { closed_from: from, closed_to: to, learned_number: number, training_age_days: age } = card
  const span = from && to ? `, closed ${formatDay(from)} – ${formatDay(to)}` : ''
  const leads = `${formatPlural(card.rows, 'closed lead', 'closed leads', card.rows_capped)} (${formatCount(card.won)} won)${span}`
  const learned =
    number === null
      ? 'rules alone'
      : `rules and learned model ${number}${age === null ? '' : `, trained ${ageWords(age)}`}`
  return `${leads}, judged by version ${card.version}: ${learned}.`
}

function ageWords(days: number): string {
  if (days < 1) return 'today'
  return `${formatPlural(Math.floor(days), 'day')} ago`
}
