import type { WorkDoneInput, WorkItem } from '@leadglass/contracts/work-queue.ts'
import { notifications } from '@mantine/notifications'
import { useEffect, useRef, useState } from 'react'
import { decisionWords } from './queue-words.ts'
import type { QueueRows } from './use-queue-rows.ts'
import {
  type Decision,
  useDecide,
  useDeleteQueueNote,
  useQueueNote,
  useUndoDecision,
} from './work-queue-queries.ts'

export type StepKind = 'done' | 'snooze' | 'follow-up' | 'note'
export type Step = { kind: StepKind; leadId: string; outcome?: WorkDoneInput['outcome'] }

export type QueueWork = {
  /** What is asked below a row, before something is decided. */
  step: Step | null
  openStep: (step: Step) => void
  closeStep: () => void
  decide: (decision: Decision) => void
  writeNote: (item: WorkItem, content: string) => void
  undo: () => void
  /** What was done last, for as long as the offer to take it back is shown. */
  offer: string | null
}

/** Something that can be taken back. */
type Done = { words: string; takeBack: () => void }

const offerMs = 7_000

/** What a rep does in the queue: at once on the screen, then on the server, and back again with `undo`. */
export function useQueueWork(rows: QueueRows): QueueWork {
  const [step, setStep] = useState<Step | null>(null)
  const done = useRef<Done[]>([])
  const { mutateAsync: send } = useDecide()
  const { mutateAsync: sendUndo } = useUndoDecision()
  const { mutateAsync: sendNote } = useQueueNote()
  const { mutateAsync: sendNoteAway } = useDeleteQueueNote()

  const [offer, setOffer] = useState<Done | null>(null)
  useEffect(() => {
    if (offer === null) return
    const timer = setTimeout(() => setOffer(null), offerMs)
    return () => clearTimeout(timer)
  }, [offer])

  const undo = () => {
    const last = done.current.pop()
    setOffer(null)
    setStep(null)
    last?.takeBack()
  }
  const remember = (words: string, takeBack: () => void) => {
    const act = { words, takeBack }
    done.current.push(act)
    setOffer(act)
    return () => {
      done.current = done.current.filter((each) => each !== act)
      setOffer((offered) => (offered === act ? null : offered))
    }
  }

  const decide = (decision: Decision) => {
    const { item } = decision
    const index = rows.rows.findIndex(({ lead_id }) => lead_id === item.lead_id)
    const forget = remember(decisionWords(decision, new Date()), () => {
      rows.select(item.lead_id)
      sendUndo({ decision, index }).catch(tell(`${item.name} is not back`))
    })
    setStep(null)
    send({ decision, index }).catch((error: Error) => {
      forget()
      tell(`${item.name} is back`)(error)
    })
  }
  const writeNote = (item: WorkItem, content: string) => {
    setStep(null)
    sendNote({ item, content }).then(
      ({ id: noteId }) => {
        remember(`Noted: ${item.name}`, () => {
          sendNoteAway({ noteId, leadId: item.lead_id }).catch(tell('The note stays'))
        })
      },
      tell(`The note on ${item.name} was not saved`),
    )
  }
  return {
    step,
    openStep: setStep,
    closeStep: () => setStep(null),
    decide,
    writeNote,
    undo,
    offer: offer?.words ?? null,
  }
}

function tell(title: string) {
  return (error: Error) => {
    notifications.show({ title, message: error.message, color: 'red', autoClose: 10_000 })
  }
}
