import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { paths } from '../app/paths.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import styles from './auth.module.css'
import { AuthFrame } from './auth-frame.tsx'
import { signInOptionsQuery, useSignIn } from './auth-queries.ts'
import { DemoSignIns } from './demo-sign-ins.tsx'

export function SignInPage() {
  const { redirect } = useSearch({ from: '/sign-in' })
  const options = useQuery(signInOptionsQuery())
  const signIn = useSignIn()
  const [identifier, setIdentifier] = useState('')
  const [password, setPassword] = useState('')

  // The guard of this route leads on as soon as there is a session.
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate({ identifier: identifier.trim(), password })
  }

  return (
    <AuthFrame title="Sign in to Leadglass">
      <form onSubmit={submit}>
        <DialogError error={signIn.error} className={styles.error} />
        <TextInput
          label="Username or e-mail"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          required
          withAsterisk={false}
          size="sm"
          value={identifier}
          onChange={(event) => setIdentifier(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="sm"
          mt="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" fullWidth mt="lg" loading={signIn.isPending}>
          Sign in
        </Button>
      </form>
      {options.data && options.data.demo_users.length > 0 && (
        <DemoSignIns
          users={options.data.demo_users}
          isBusy={signIn.isPending}
          onPick={({ username, password }) => signIn.mutate({ identifier: username, password })}
        />
      )}
      {options.data?.registration_open && (
        <p>
          New here?{' '}
          <Link to={paths.register} search={{ redirect }}>
            Create an account
          </Link>
        </p>
      )}
    </AuthFrame>
  )
}
