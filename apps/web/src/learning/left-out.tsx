import type { LearnedModelDetail, LearningSettings } from '@leadglass/contracts/learning.ts'
import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { formatPlural } from '../lib/format-count.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import styles from './learning.module.css'
import { useSaveSettings } from './learning-queries.ts'
import look from './model.module.css'
import { columnWords } from './model-words.ts'

type Props = {
  model: LearnedModelDetail
  /** Null for whoever may not change them. */
  settings: LearningSettings | null
}

/** What it was not allowed to learn from, and what somebody should look at. */
export function LeftOut({ model, settings }: Props) {
  const save = useSaveSettings()
  const leaks = model.left_out.filter((each) => each.likely_leak)
  const others = model.left_out.filter((each) => !each.likely_leak)
  if (model.left_out.length + model.suspicious.length === 0) return null
  return (
    <section aria-labelledby="left-out-heading" className={styles.section}>
      <h2 id="left-out-heading">
        {leaks.length + model.suspicious.length > 0 ? 'Fields to look at' : 'Fields left out'}
      </h2>
      <Suspicious fields={model.suspicious} />
      <DialogError error={save.error} />
      {leaks.length > 0 && (
        <>
          <h3>Likely leaks, left out</h3>
          <p className={styles.muted}>
            They tell the outcome almost by themselves, as fields do that are filled in when a deal is closed.
          </p>
          <ul className={look.columns}>
            {leaks.map(({ name, reason }) => (
              <li key={name}>
                <span>
                  <b>{columnWords(name)}</b> {reason}
                </span>
                {settings &&
                  (settings.kept_columns.includes(name) ? (
                    <span className={styles.muted} role="status">
                      Put back: train again for it to count.
                    </span>
                  ) : (
                    <Button
                      variant="default"
                      loading={save.isPending}
                      aria-label={`Put ${columnWords(name)} back`}
                      onClick={() =>
                        save.mutate({ ...settings, kept_columns: [...settings.kept_columns, name] })
                      }
                    >
                      Put back
                    </Button>
                  ))}
              </li>
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <details className={look.fold}>
          <summary>{formatPlural(others.length, 'field')} not learned from</summary>
          <ul className={look.columns}>
            {others.map(({ name, reason }) => (
              <li key={name}>
                <span>
                  <b>{columnWords(name)}</b> {reason}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Suspicious({ fields }: { fields: LearnedModelDetail['suspicious'] }) {
  if (fields.length === 0) return null
  return (
    <div className={look.suspicious}>
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
      <div>
        <h3>Learned from, and suspicious</h3>
        <ul>
          {fields.map(({ name, label, reason }) => (
            <li key={name}>
              <b>{label}</b>: {reason}
            </li>
          ))}
        </ul>
        <p>If one of them is known only when a deal is closed, leave it out and train again.</p>
      </div>
    </div>
  )
}
