import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { useCurrentUser } from '../api/session.ts'
import { paths } from '../app/paths.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { PageBar } from '../ui/page-bar.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import styles from './learning.module.css'
import { learningQuery, modelQuery } from './learning-queries.ts'
import { LeftOut } from './left-out.tsx'
import { ModelCompared } from './model-compared.tsx'
import { ModelForm } from './model-form.tsx'
import { ModelHead } from './model-head.tsx'
import { ModelPairs } from './model-pairs.tsx'
import { ModelQuality } from './model-quality.tsx'
import { ModelShapes } from './model-shapes.tsx'
import { PublishModelDialog } from './publish-model-dialog.tsx'
import { RetireDialog } from './retire-dialog.tsx'

/** One learned model, open: how good it is on leads it had not seen, and what each field adds. */
export function ModelPage() {
  const { modelId } = useParams({ from: '/signed-in/learning/models/$modelId' })
  const { role } = useCurrentUser()
  const model = useQuery(modelQuery(modelId))
  const learning = useQuery(learningQuery())
  const [asked, setAsked] = useState<'publish' | 'retire' | null>(null)
  const { data, error } = model
  const back = (
    <Button variant="default" component={Link} to={paths.learning}>
      All models
    </Button>
  )
  if (!data) {
    return (
      <>
        <PageBar title="Learned model" />
        {error ? (
          <ErrorState
            title={error instanceof ApiError && error.status === 404 ? 'There is no such model' : undefined}
            message={error.message}
            action={back}
            onRetry={() => void model.refetch()}
          />
        ) : (
          <SkeletonRows count={10} />
        )}
      </>
    )
  }
  const isAdmin = role === 'admin'
  return (
    <>
      <PageBar
        title={`Model ${data.number}`}
        count={data.in_force ? 'in force' : 'not in force'}
        actions={
          <>
            {back}
            {isAdmin && data.in_force && (
              <Button variant="default" onClick={() => setAsked('retire')}>
                Retire…
              </Button>
            )}
            {isAdmin && !data.in_force && data.weight > 0 && (
              <Button onClick={() => setAsked('publish')}>Publish…</Button>
            )}
          </>
        }
      />
      <div className={styles.page}>
        <ModelHead model={data} />
        <ModelQuality model={data} />
        <ModelCompared model={data} />
        <ModelShapes model={data} />
        <ModelPairs model={data} />
        <ModelForm model={data} />
        <LeftOut model={data} settings={isAdmin ? (learning.data?.settings ?? null) : null} />
      </div>
      {asked === 'publish' && <PublishModelDialog model={data} onClose={() => setAsked(null)} />}
      {asked === 'retire' && learning.data && (
        <RetireDialog
          number={data.number}
          version={learning.data.in_force.version}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}
