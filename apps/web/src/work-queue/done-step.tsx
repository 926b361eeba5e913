import type { WorkDoneInput, WorkItem } from '@leadglass/contracts/work-queue.ts'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { StepChoices } from './step-choices.tsx'
import { useStepDigits } from './use-step-digits.ts'
import { followUpChoices } from './when-choices.ts'
import styles from './work-queue.module.css'

type Outcome = NonNullable<WorkDoneInput['outcome']>

const outcomes: readonly { value: Outcome; words: string }[] = [
  { value: 'called', words: 'Called' },
  { value: 'mailed', words: 'Mailed' },
  { value: 'met', words: 'Met' },
  { value: 'other', words: 'Other' },
]

type Props = {
  item: WorkItem
  outcome: Outcome | undefined
  onDone: (body: WorkDoneInput) => void
  onCancel: () => void
}

/** What came of it, a note and when to come back: all of it may stay empty. */
export function DoneStep({ item, outcome: given, onDone, onCancel }: Props) {
  const [outcome, setOutcome] = useState<string>(given ?? '')
  const [note, setNote] = useState('')
  const [day, setDay] = useState('')
  const days = followUpChoices(new Date()).map(({ words, at }) => ({ value: at.toISOString(), words }))
  useStepDigits((index) => setOutcome(outcomes[index]?.value ?? outcome))

  const submit = (event: FormEvent) => {
    event.preventDefault()
    onDone({
      ...(outcome !== '' && { outcome: outcome as Outcome }),
      ...(note.trim() !== '' && { note }),
      ...(day !== '' && { follow_up_at: day }),
    })
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <StepChoices
        name="outcome"
        legend="What came of it"
        choices={outcomes}
        value={outcome}
        onChange={setOutcome}
        hasDigits
      />
      <TextInput
        className={styles.note}
        aria-label={`Note on ${item.name}`}
        placeholder="Note, if it matters"
        maxLength={5000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      />
      <StepChoices
        name="follow-up"
        legend="Come back"
        choices={[{ value: '', words: 'No date' }, ...days]}
        value={day}
        onChange={setDay}
      />
      <div className={styles.formLine}>
        <Button type="submit">Done</Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          Cancel
        </Button>
        <span className={styles.hint}>Enter saves · E again: nothing to tell · Esc closes</span>
      </div>
    </form>
  )
}
