import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { useUpdateProfile } from './user-queries.ts'
import styles from './users.module.css'

export function PasswordSection() {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const update = useUpdateProfile()
  const refused = update.error instanceof ApiError ? update.error.fields : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const change = { current_password: current, new_password: next }
    update.mutate(change, {
      onSuccess: () => {
        setCurrent('')
        setNext('')
      },
    })
  }
  return (
    <form className={styles.section} onSubmit={submit} aria-labelledby="password-heading" noValidate>
      <h2 id="password-heading" className={styles.heading}>
        Password
      </h2>
      <DialogError error={update.error} />
      <PasswordInput
        label="Current password"
        autoComplete="current-password"
        value={current}
        error={refused.current_password}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordInput
        label="New password"
        description="At least 12 characters; every other device is signed out"
        autoComplete="new-password"
        value={next}
        error={refused.new_password}
        onChange={(event) => setNext(event.currentTarget.value)}
      />
      <Button type="submit" disabled={current === '' || next === ''} loading={update.isPending}>
        Change password
      </Button>
      <span role="status" className={styles.saved}>
        {update.isSuccess && next === '' && 'Changed. Other devices have to sign in again.'}
      </span>
    </form>
  )
}
