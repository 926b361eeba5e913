import type { LeadInsights } from '@leadglass/contracts/insights.ts'
import { useState } from 'react'
import { RelativeTime } from '../ui/relative-time.tsx'
import { FactChips, type FactLinks } from './fact-chips.tsx'
import styles from './insights.module.css'

/** What was written, by whom, and what each sentence rests on. */
export function InsightText({ insights, ...links }: FactLinks & { insights: LeadInsights }) {
  const [isOpen, setIsOpen] = useState(false)
  const { next_action: action, talking_points: points, explanation, facts } = insights
  return (
    <>
      <p className={styles.action}>{action.text}</p>
      <p className={styles.why}>
        {action.why} <FactChips ids={action.fact_ids} facts={facts} {...links} />
      </p>
      <button
        type="button"
        className={styles.textButton}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {isOpen ? 'Show less' : moreWords(points.length)}
      </button>
      {isOpen && (
        <div className={styles.more}>
          {points.length > 0 && (
            <ul className={styles.points} aria-label="Talking points">
              {points.map(({ text, fact_ids }) => (
                <li key={text}>
                  {text} <FactChips ids={fact_ids} facts={facts} {...links} />
                </li>
              ))}
            </ul>
          )}
          <p className={styles.explanation}>{explanation}</p>
        </div>
      )}
      <WrittenBy insights={insights} />
    </>
  )
}

function moreWords(points: number): string {
  return points === 0 ? 'Explanation' : `Talking points (${points}) and explanation`
}

/** Rules or a provider, said plainly; and why not the provider, where one is configured and was not used. */
function WrittenBy({ insights: { source, provider, model, note, created_at } }: { insights: LeadInsights }) {
  const names: Record<string, string> = { openai: 'OpenAI', venice: 'Venice' }
  const writer = [provider && (names[provider] ?? provider), model].filter(Boolean).join(', ')
  const author = source === 'rules' ? 'Written by rules' : `Written by ${writer}, from the facts named`
  return (
    <p className={styles.source}>
      {note ?? author} · <RelativeTime at={created_at} />
    </p>
  )
}
