import type { Role } from '@leadglass/contracts/auth.ts'
import { Button, Modal, NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { roleOptions } from './role-options.ts'
import { useCreateUser } from './user-queries.ts'
import styles from './users.module.css'

const textFields = [
  { name: 'full_name', label: 'Full name', type: 'text' },
  { name: 'email', label: 'E-mail', type: 'email' },
  { name: 'username', label: 'Username', type: 'text' },
] as const

export function CreateUserDialog({ onClose }: { onClose: () => void }) {
  const [values, setValues] = useState({ full_name: '', email: '', username: '', password: '' })
  const [role, setRole] = useState<Role>('sales_rep')
  const create = useCreateUser()
  const refused = create.error instanceof ApiError ? create.error.fields : {}

  const set = (name: keyof typeof values) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget
    setValues((former) => ({ ...former, [name]: value }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(
      { ...values, role },
      {
        onSuccess: ({ full_name }) => {
          notifications.show({ message: `${full_name} can sign in now.` })
          onClose()
        },
      },
    )
  }
  return (
    <Modal opened onClose={onClose} title="New user" size="sm">
      {/* The server says what is wrong at which field; the browser's own bubbles would come first and say less. */}
      <form onSubmit={submit} className={styles.form} noValidate>
        <DialogError error={create.error} />
        {textFields.map(({ name, label, type }) => (
          <TextInput
            key={name}
            label={label}
            type={type}
            required
            data-autofocus={name === 'full_name' || undefined}
            autoComplete="off"
            autoCapitalize={name === 'full_name' ? 'words' : 'none'}
            value={values[name]}
            error={refused[name]}
            onChange={set(name)}
          />
        ))}
        <NativeSelect
          size="xs"
          label="Role"
          data={roleOptions}
          value={role}
          error={refused.role}
          onChange={(event) => setRole(event.currentTarget.value as Role)}
        />
        <PasswordInput
          label="Password"
          description="At least 12 characters; tell it to the person, who changes it under Settings"
          required
          autoComplete="new-password"
          value={values.password}
          error={refused.password}
          onChange={set('password')}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create user
          </Button>
        </div>
      </form>
    </Modal>
  )
}
