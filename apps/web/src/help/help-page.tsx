import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { signInOptionsQuery } from '../auth/auth-queries.ts'
import { PageBar } from '../ui/page-bar.tsx'
import styles from './help.module.css'

const report = [
  'The request ID: error pages and dialogs show it, with a button to copy it',
  'When it happened, with your time zone',
  'What you did, step by step',
  'What you expected, and what you saw instead',
] as const

/** Where to look, whom to ask, and what to tell them. */
export function HelpPage() {
  const { data } = useQuery(signInOptionsQuery())
  const address = data?.support_email
  return (
    <>
      <PageBar title="Help" />
      <div className={styles.page}>
        <section>
          <h2 className={styles.heading}>Is it only me?</h2>
          <p>
            <Anchor href="/health" target="_blank" className={styles.link}>
              State of the service
            </Anchor>{' '}
            says in words whether everything works, and what is being waited for if it does not. Pages come
            back by themselves: nothing that was saved is lost meanwhile.
          </p>
        </section>
        <section>
          <h2 className={styles.heading}>Ask somebody</h2>
          {address ? (
            <p>
              Write to{' '}
              <Anchor href={`mailto:${address}?subject=Leadglass`} className={styles.link}>
                {address}
              </Anchor>
              . These four things let us find the cause at once:
            </p>
          ) : (
            <p>Ask your administrator. These four things let them find the cause at once:</p>
          )}
          <ol className={styles.list}>
            {report.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </section>
        <section>
          <h2 className={styles.heading}>Work with the API</h2>
          <p>
            <Anchor href="/docs" target="_blank" className={styles.link}>
              Every operation, to read and to try
            </Anchor>
            , and the same{' '}
            <Anchor href="/redoc" target="_blank" className={styles.link}>
              as a reference
            </Anchor>
            .
          </p>
        </section>
      </div>
    </>
  )
}
