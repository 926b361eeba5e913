import { Button } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useRouter } from '@tanstack/react-router'
import { ApiError } from '../api/api-error.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { AccessDenied } from './access-denied.ts'
import { paths } from './paths.ts'

/** Boundary of every route: says what happened and offers a way on. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  if (error instanceof AccessDenied) {
    return (
      <ErrorState
        title="Access denied"
        message="This page is not open to your role. Ask an administrator if you need it."
        action={<HomeButton />}
      />
    )
  }
  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />
  const requestId = error instanceof ApiError ? error.requestId : null
  const message =
    error instanceof ApiError
      ? error.message
      : 'The page could not be shown. If a new version was published just now, loading it again helps.'
  return <ErrorState title="Something went wrong" message={message} requestId={requestId} onRetry={retry} />
}

export function NotFoundPage() {
  return (
    <ErrorState
      title="Nothing here"
      message="The page does not exist, or it is not visible to you."
      action={<HomeButton />}
    />
  )
}

function HomeButton() {
  return (
    <Button component="a" href={paths.home} variant="default">
      Go to the start page
    </Button>
  )
}
