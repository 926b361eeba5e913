import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { useCurrentUser } from '../api/session.ts'
import { roleWords } from '../lib/role-words.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { useUpdateProfile } from './user-queries.ts'
import styles from './users.module.css'

export function ProfileSection() {
  const me = useCurrentUser()
  const [fullName, setFullName] = useState(me.full_name)
  const update = useUpdateProfile()
  const refused = update.error instanceof ApiError ? update.error.fields : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    update.mutate({ full_name: fullName })
  }
  return (
    <form className={styles.section} onSubmit={submit} aria-labelledby="profile-heading">
      <h2 id="profile-heading" className={styles.heading}>
        Profile
      </h2>
      <p className={styles.who}>
        {me.username} · {me.email} · {roleWords[me.role]}
      </p>
      <DialogError error={update.error} />
      <TextInput
        label="Full name"
        autoComplete="name"
        maxLength={120}
        value={fullName}
        error={refused.full_name}
        onChange={(event) => setFullName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={fullName.trim() === me.full_name} loading={update.isPending}>
        Save name
      </Button>
      <span role="status" className={styles.saved}>
        {update.isSuccess && fullName.trim() === me.full_name && 'Saved.'}
      </span>
    </form>
  )
}
