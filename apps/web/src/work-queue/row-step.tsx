import type { WorkItem } from '@leadglass/contracts/work-queue.ts'
import { useEffect, useRef } from 'react'
import { DoneStep } from './done-step.tsx'
import { NoteStep } from './note-step.tsx'
import type { QueueWork, Step } from './use-queue-work.ts'
import { followUpChoices, snoozeChoices } from './when-choices.ts'
import { WhenStep } from './when-step.tsx'
import styles from './work-queue.module.css'

type Props = { item: WorkItem; step: Step; work: QueueWork }

/** What is asked before a lead leaves the queue, below its row. */
export function RowStep({ item, step, work }: Props) {
  const placeRef = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is another question
  useEffect(() => {
    const first = placeRef.current?.querySelector<HTMLElement>(
      'input:checked, input[type="radio"], textarea, button',
    )
    first?.focus({ preventScroll: true })
    placeRef.current?.scrollIntoView({ block: 'nearest' })
  }, [step])
  return (
    <div ref={placeRef} className={styles.step}>
      <StepForm item={item} step={step} work={work} />
    </div>
  )
}

function StepForm({ item, step, work }: Props) {
  if (step.kind === 'done') {
    return (
      <DoneStep
        key={step.outcome ?? 'none'}
        item={item}
        outcome={step.outcome}
        onDone={(body) => work.decide({ kind: 'done', item, body })}
        onCancel={work.closeStep}
      />
    )
  }
  if (step.kind === 'note') {
    return <NoteStep item={item} onSave={(text) => work.writeNote(item, text)} onCancel={work.closeStep} />
  }
  const isSnooze = step.kind === 'snooze'
  return (
    <WhenStep
      key={step.kind}
      legend={isSnooze ? `Snooze ${item.name} until` : `Come back to ${item.name}`}
      choices={isSnooze ? snoozeChoices(new Date()) : followUpChoices(new Date())}
      onChoose={(at) =>
        work.decide(
          isSnooze
            ? { kind: 'snoozed', item, until: at.toISOString() }
            : { kind: 'planned', item, followUpAt: at.toISOString() },
        )
      }
      onCancel={work.closeStep}
    />
  )
}
