import type { LeadDetail } from '@leadglass/contracts/leads.ts'
import { ActionIcon } from '@mantine/core'
import { IconMail, IconPhone } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { formatMoment } from '../lib/format-date.ts'
import { InPlaceField } from '../ui/in-place-field.tsx'
import { changeFrom, type DetailField, detailFields, editedText, readText } from './lead-detail-fields.ts'
import styles from './lead-page.module.css'
import { leadQuery, useUpdateLead } from './lead-queries.ts'
import { fieldId } from './show-on-page.ts'

type Failure = { field: DetailField['name']; message: string; isOutdated: boolean }

type Props = {
  lead: LeadDetail
  /** The field that a term of the score rests on, as the scoring names it. */
  markedField: string | null
}

/** The fields of a lead, edited where they stand. */
export function LeadDetails({ lead, markedField }: Props) {
  const markedId = markedField && fieldId(markedField)
  const [failure, setFailure] = useState<Failure | null>(null)
  const update = useUpdateLead(lead.id)

  const save = (field: DetailField, text: string) => {
    const change = changeFrom(field, text)
    if (typeof change === 'string') {
      setFailure({ field: field.name, message: `“${text}” was not saved: ${change}`, isOutdated: false })
      return
    }
    setFailure(null)
    update.mutate(change, { onError: (error) => setFailure(failureOf(error, field, text)) })
  }
  return (
    <section id="lead-details" tabIndex={-1} className={styles.section} aria-labelledby="details-heading">
      <h2 id="details-heading" className={styles.sectionHead}>
        Details
      </h2>
      {detailFields.map((field) => (
        <InPlaceField
          key={field.name}
          id={fieldId(field.name)}
          isMarked={fieldId(field.name) === markedId}
          label={field.label}
          value={editedText(lead, field)}
          shown={readText(lead, field)}
          type={'type' in field ? field.type : 'text'}
          inputMode={'inputMode' in field ? field.inputMode : undefined}
          maxLength={'maxLength' in field ? field.maxLength : 20}
          action={<ContactLink lead={lead} field={field} />}
          error={
            failure?.field === field.name && (
              <FailureLine leadId={lead.id} failure={failure} onReloaded={() => setFailure(null)} />
            )
          }
          onSave={(text) => save(field, text)}
        />
      ))}
      <LeadFacts lead={lead} markedId={markedId} />
    </section>
  )
}

function failureOf(error: Error, { name: field, label }: DetailField, text: string): Failure {
  if (error instanceof ApiError && error.type === 'lead_changed') {
    return { field, message: `Somebody else changed this lead. ${label} was not saved.`, isOutdated: true }
  }
  const reason = (error instanceof ApiError && error.fields[field]) || error.message
  return { field, message: `“${text}” was not saved: ${reason}`, isOutdated: false }
}

type FailureProps = { leadId: string; failure: Failure; onReloaded: () => void }

function FailureLine({ leadId, failure, onReloaded }: FailureProps) {
  const { refetch } = useQuery({ ...leadQuery(leadId), enabled: false })
  if (!failure.isOutdated) return failure.message
  return (
    <>
      {failure.message}{' '}
      <button
        type="button"
        className={styles.textButton}
        onClick={() => void refetch().then(({ error }) => error === null && onReloaded())}
      >
        Load it again
      </button>
    </>
  )
}

function ContactLink({ lead, field }: { lead: LeadDetail; field: DetailField }) {
  if (field.name === 'email' && lead.email !== null) {
    return (
      <ActionIcon
        component="a"
        href={`mailto:${encodeURI(lead.email)}`}
        aria-label={`Write to ${lead.email}`}
      >
        <IconMail size={16} stroke={1.5} />
      </ActionIcon>
    )
  }
  if (field.name === 'phone' && lead.phone !== null) {
    const digits = lead.phone.replace(/[^+\d]/g, '')
    if (digits === '') return null
    return (
      <ActionIcon component="a" href={`tel:${digits}`} aria-label={`Call ${lead.phone}`}>
        <IconPhone size={16} stroke={1.5} />
      </ActionIcon>
    )
  }
  return null
}

/** What nobody edits by hand: further columns of an import, and the moments of its way through the pipeline. */
function LeadFacts({ lead, markedId }: { lead: LeadDetail; markedId: string | null }) {
  const moments = [
    ['Created', lead.created_at],
    ['Contacted', lead.contacted_at],
    ['Qualified', lead.qualified_at],
    ['Closed', lead.closed_at],
  ] as const
  const facts = [
    ...Object.entries(lead.metadata).map(
      ([key, value]) => [fieldId(`metadata.${key}`), key.replaceAll('_', ' '), wordOf(value)] as const,
    ),
    ...moments.flatMap(([label, at]) =>
      at === null ? [] : [[fieldId(label), label, formatMoment(at)] as const],
    ),
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(([id, label, value]) => (
        <div key={id} id={id} className={styles.fact} data-marked={id === markedId || undefined}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function wordOf(value: string | number | boolean | null): string {
  if (value === null || value === '') return '—'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}
