import { Button, Kbd, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useStepDigits } from './use-step-digits.ts'
import type { WhenChoice } from './when-choices.ts'
import styles from './work-queue.module.css'

type Props = {
  legend: string
  choices: readonly WhenChoice[]
  onChoose: (at: Date) => void
  onCancel: () => void
}

/** A few moments, each one key away, or a day of the calendar. */
export function WhenStep({ legend, choices, onChoose, onCancel }: Props) {
  const [day, setDay] = useState('')
  useStepDigits((index) => {
    const choice = choices[index]
    if (choice) onChoose(choice.at)
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (day !== '') onChoose(new Date(`${day}T09:00`))
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <fieldset className={styles.choices}>
        <legend>{legend}</legend>
        {choices.map(({ words, at, hint }, index) => (
          <Button key={words} variant="default" onClick={() => onChoose(at)}>
            <Kbd size="xs" className={styles.digit} aria-hidden>
              {index + 1}
            </Kbd>
            {words}
            <span className={styles.hint}>{hint}</span>
          </Button>
        ))}
      </fieldset>
      <div className={styles.formLine}>
        <TextInput
          type="date"
          aria-label="Another day"
          min={dayOf(1)}
          max={dayOf(365)}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && onCancel()}
        />
        <Button type="submit" variant="default" disabled={day === ''}>
          That day
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** `2026-11-23` so many days ahead, by the clock of the reader. */
function dayOf(ahead: number): string {
  const now = new Date()
  const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead, 12)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
