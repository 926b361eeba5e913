import type { RegisterInput } from '@leadglass/contracts/auth.ts'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { paths } from '../app/paths.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import styles from './auth.module.css'
import { AuthFrame } from './auth-frame.tsx'
import { useRegister } from './auth-queries.ts'

const fields = [
  { name: 'full_name', label: 'Full name', autoComplete: 'name', type: 'text' },
  { name: 'email', label: 'E-mail', autoComplete: 'email', type: 'email' },
  { name: 'username', label: 'Username', autoComplete: 'username', type: 'text' },
] as const

const blank: RegisterInput = { full_name: '', email: '', username: '', password: '' }

export function RegisterPage() {
  const { redirect } = useSearch({ from: '/register' })
  const register = useRegister()
  const [values, setValues] = useState(blank)
  const refused = register.error instanceof ApiError ? register.error.fields : {}

  const set = (name: keyof RegisterInput) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget
    setValues((former) => ({ ...former, [name]: value }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    register.mutate(values)
  }

  return (
    <AuthFrame title="Create your account">
      <form onSubmit={submit}>
        <DialogError error={register.error} className={styles.error} />
        {fields.map(({ name, ...field }) => (
          <TextInput
            key={name}
            {...field}
            name={name}
            size="sm"
            mb="md"
            required
            withAsterisk={false}
            value={values[name]}
            onChange={set(name)}
            error={refused[name]}
          />
        ))}
        <PasswordInput
          label="Password"
          description="At least 12 characters"
          autoComplete="new-password"
          name="password"
          size="sm"
          required
          withAsterisk={false}
          minLength={12}
          value={values.password}
          onChange={set('password')}
          error={refused.password}
        />
        <Button type="submit" size="sm" fullWidth mt="lg" loading={register.isPending}>
          Create account
        </Button>
      </form>
      <p>
        Already have one?{' '}
        <Link to={paths.signIn} search={{ redirect }}>
          Sign in
        </Link>
      </p>
    </AuthFrame>
  )
}
