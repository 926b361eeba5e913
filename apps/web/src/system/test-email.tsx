import { Button } from '@mantine/core'
import styles from './system.module.css'
import { useSendTestEmail } from './system-queries.ts'

/** Sends a mail to the administrator who asks, and says what the mail server answered. */
export function TestEmail() {
  const test = useSendTestEmail()
  const failure = test.error?.message ?? test.data?.error
  return (
    <div className={styles.testEmail}>
      <Button variant="default" size="compact-xs" loading={test.isPending} onClick={() => test.mutate()}>
        Send a test mail
      </Button>
      <span role="status" data-bad={failure ? true : undefined}>
        {failure ?? (test.data?.ok ? `Accepted for ${test.data.to}` : '')}
      </span>
    </div>
  )
}
