import { Checkbox } from '@mantine/core'
import { useCurrentUser } from '../api/session.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { useUpdateProfile } from './user-queries.ts'
import styles from './users.module.css'

/** Whether hot leads are told of by mail as well; saved at once. */
export function MailSection() {
  const me = useCurrentUser()
  const update = useUpdateProfile()
  return (
    <section className={styles.section} aria-labelledby="mail-heading">
      <h2 id="mail-heading" className={styles.heading}>
        Mail
      </h2>
      <DialogError error={update.error} />
      <Checkbox
        label="Mail me when a lead becomes hot"
        description="Where this workspace has a mail server. Notifications in the app come either way."
        checked={update.isPending ? update.variables.email_alerts === true : me.email_alerts}
        disabled={update.isPending}
        onChange={(event) => update.mutate({ email_alerts: event.currentTarget.checked })}
      />
      <span role="status" className={styles.saved}>
        {update.isSuccess && 'Saved.'}
      </span>
    </section>
  )
}
