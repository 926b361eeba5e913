import { Kbd } from '@mantine/core'
import styles from './work-queue.module.css'

type Props = {
  name: string
  legend: string
  choices: readonly { value: string; words: string }[]
  value: string
  onChange: (value: string) => void
  /** Shows the number key of each. */
  hasDigits?: boolean
}

/** Radio buttons that look like the buttons beside them: arrows choose, Enter sends the form. */
export function StepChoices({ name, legend, choices, value, onChange, hasDigits = false }: Props) {
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {choices.map((choice, index) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {hasDigits && (
            <Kbd size="xs" className={styles.digit} aria-hidden>
              {index + 1}
            </Kbd>
          )}
          {choice.words}
        </label>
      ))}
    </fieldset>
  )
}
