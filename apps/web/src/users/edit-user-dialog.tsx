import type { Role, User } from '@leadglass/contracts/auth.ts'
import type { UpdateUserInput } from '@leadglass/contracts/users.ts'
import { Button, Modal, NativeSelect, PasswordInput, Switch, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { roleOptions } from './role-options.ts'
import { useUpdateUser } from './user-queries.ts'
import styles from './users.module.css'

type Values = { full_name: string; email: string; role: Role; is_active: boolean; password: string }

/** Changes a user; only what differs is sent. */
export function EditUserDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const [values, setValues] = useState<Values>({ ...user, password: '' })
  const update = useUpdateUser()
  const refused = update.error instanceof ApiError ? update.error.fields : {}
  const change = changeOf(user, values)
  const set = (part: Partial<Values>) => setValues((former) => ({ ...former, ...part }))

  const submit = (event: FormEvent) => {
    event.preventDefault()
    update.mutate(
      { id: user.id, ...change },
      {
        onSuccess: ({ full_name }) => {
          notifications.show({ message: `${full_name} was changed.` })
          onClose()
        },
      },
    )
  }
  return (
    <Modal opened onClose={onClose} title="Edit user" size="sm">
      <form onSubmit={submit} className={styles.form} noValidate>
        <p className={styles.who}>{user.username}</p>
        <DialogError error={update.error} />
        <TextInput
          label="Full name"
          data-autofocus
          value={values.full_name}
          error={refused.full_name}
          onChange={(event) => set({ full_name: event.currentTarget.value })}
        />
        <TextInput
          label="E-mail"
          type="email"
          value={values.email}
          error={refused.email}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        <NativeSelect
          size="xs"
          label="Role"
          data={roleOptions}
          value={values.role}
          error={refused.role}
          onChange={(event) => set({ role: event.currentTarget.value as Role })}
        />
        <PasswordInput
          label="New password"
          description="Empty keeps the old one; a new one signs the user out everywhere"
          autoComplete="new-password"
          value={values.password}
          error={refused.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
        />
        <Switch
          size="sm"
          label="Active"
          description="An inactive user is signed out at once and cannot sign in"
          checked={values.is_active}
          onChange={(event) => set({ is_active: event.currentTarget.checked })}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={Object.keys(change).length === 0} loading={update.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function changeOf(user: User, values: Values): UpdateUserInput {
  return {
    ...(values.full_name !== user.full_name && { full_name: values.full_name }),
    ...(values.email !== user.email && { email: values.email }),
    ...(values.role !== user.role && { role: values.role }),
    ...(values.is_active !== user.is_active && { is_active: values.is_active }),
    ...(values.password !== '' && { password: values.password }),
  }
}
