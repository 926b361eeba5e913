import { ApiError } from '../api/api-error.ts'
import styles from './draft-page.module.css'

type Props = { isDirty: boolean; problems: number; error: Error | null }

/** Whether what stands in the form stands on the server. */
export function SaveState({ isDirty, problems, error }: Props) {
  return (
    <span className={styles.state} data-dirty={isDirty || undefined} role="status">
      {wordsOf({ isDirty, problems, error })}
    </span>
  )
}

function wordsOf({ isDirty, problems, error }: Props): string {
  if (!isDirty) return 'Saved'
  if (problems > 0) return `Not saved, ${problems === 1 ? 'one problem' : `${problems} problems`}`
  return error && !isSaidElsewhere(error) ? `Not saved: ${error.message}` : 'Not saved'
}

/** Beside the fields, or in the notice of a conflict. */
function isSaidElsewhere(error: Error): boolean {
  return error instanceof ApiError && (error.type === 'draft_changed' || Object.keys(error.fields).length > 0)
}
