import type { ScoreVerdict, VerdictWord } from '@leadglass/contracts/verdicts.ts'
import { Kbd } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useState } from 'react'
import { DialogError } from '../ui/dialog-error.tsx'
import styles from './score-verdicts.module.css'
import { useGiveVerdict, useWithdrawVerdict } from './verdict-queries.ts'
import { VerdictReason } from './verdict-reason.tsx'
import { verdictChoices, verdictLabels } from './verdict-words.ts'

type Props = {
  leadId: string
  /** The own word that nobody has looked at yet. */
  own: ScoreVerdict | null
  score: number
}

/** Is the number right? One key says so; the reason is asked for afterwards and may stay away. */
export function VerdictBar({ leadId, own, score }: Props) {
  const give = useGiveVerdict(leadId)
  const withdraw = useWithdrawVerdict(leadId)
  const [asksReason, setAsksReason] = useState(false)
  const said = give.isPending ? give.variables.verdict : (own?.verdict ?? null)
  const say = (verdict: VerdictWord) => {
    setAsksReason(true)
    // The same word again is about the number of now; its reason still holds.
    const reason = own?.verdict === verdict ? own.reason : null
    give.mutate({ verdict, ...(reason !== null && { reason }) })
  }
  useHotkeys(
    verdictChoices.map(({ key, word }) => [
      key,
      (event) => {
        if (!isElsewhere(event.target)) say(word)
      },
      { preventDefault: false },
    ]),
  )
  return (
    <div className={styles.verdict}>
      <div className={styles.question}>
        <span id="verdict-question">Is {score} right?</span>
        <fieldset className={styles.choices} aria-labelledby="verdict-question">
          {verdictChoices.map(({ word, label, key }) => (
            <button
              key={word}
              type="button"
              className={styles.choice}
              aria-pressed={said === word}
              aria-keyshortcuts={key}
              onClick={() => say(word)}
            >
              {label} <Kbd size="xs">{key}</Kbd>
            </button>
          ))}
        </fieldset>
      </div>
      <DialogError error={give.error ?? withdraw.error} />
      {own === null ? (
        <p className={styles.muted}>Changes no score: it feeds the report card and the review list.</p>
      ) : (
        <>
          <p className={styles.muted} role="status">
            You said {verdictLabels[own.verdict].toLowerCase()}
            {own.score !== score && ` of ${own.score}`}. The score stays; the report card counts it.{' '}
            <button
              type="button"
              className={styles.textButton}
              disabled={withdraw.isPending}
              onClick={() => withdraw.mutate(own.id)}
            >
              Withdraw
            </button>
          </p>
          <VerdictReason
            key={own.id}
            reason={own.reason}
            isAsked={asksReason}
            isPending={give.isPending}
            onSave={(reason) => give.mutate({ verdict: own.verdict, reason })}
          />
        </>
      )}
    </div>
  )
}

/** In a menu or a dialog the keys belong to that; fields are left out by the hook itself. */
function isElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null
  )
}
