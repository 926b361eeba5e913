import { Button, Modal, NumberInput, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { paths } from '../app/paths.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { repsQuery } from '../users/user-queries.ts'
import { useCreateLead } from './lead-queries.ts'
import styles from './leads.module.css'

const textFields = [
  { name: 'name', label: 'Name', wide: true },
  { name: 'email', label: 'E-mail' },
  { name: 'phone', label: 'Phone' },
  { name: 'company', label: 'Company' },
  { name: 'title', label: 'Job title' },
  { name: 'industry', label: 'Industry' },
  { name: 'country', label: 'Country' },
  { name: 'source', label: 'Source', placeholder: 'website, referral, …' },
] as const

type TextName = (typeof textFields)[number]['name']
type Texts = Record<TextName, string>

const blank: Texts = {
  name: '',
  email: '',
  phone: '',
  company: '',
  title: '',
  industry: '',
  country: '',
  source: '',
}

type Props = { canPickOwner: boolean; onClose: () => void }

export function CreateLeadDialog({ canPickOwner, onClose }: Props) {
  const [texts, setTexts] = useState(blank)
  const [value, setValue] = useState<number | string>('')
  const [ownerId, setOwnerId] = useState<string | null>(null)
  const reps = useQuery({ ...repsQuery(), enabled: canPickOwner })
  const createLead = useCreateLead()
  const navigate = useNavigate()
  const refused = createLead.error instanceof ApiError ? createLead.error.fields : {}

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const given = Object.entries(texts).filter(([, text]) => text.trim() !== '')
    const body = {
      ...(Object.fromEntries(given) as Partial<Texts>),
      name: texts.name,
      ...(typeof value === 'number' && { estimated_value: value }),
      ...(ownerId !== null && { owner_id: ownerId }),
    }
    createLead.mutate(body, {
      onSuccess: (lead) => {
        notifications.show({ message: `${lead.name} was created with a score of ${lead.current_score}.` })
        onClose()
        void navigate({ to: paths.lead(lead.id) })
      },
    })
  }

  return (
    <Modal opened onClose={onClose} title="New lead" size="lg">
      <form onSubmit={submit} className={styles.form}>
        <DialogError error={createLead.error} className={styles.wide} />
        {textFields.map(({ name, ...field }) => (
          <TextInput
            key={name}
            label={field.label}
            placeholder={'placeholder' in field ? field.placeholder : undefined}
            className={'wide' in field ? styles.wide : undefined}
            type={name === 'email' ? 'email' : name === 'phone' ? 'tel' : 'text'}
            required={name === 'name'}
            data-autofocus={name === 'name' || undefined}
            value={texts[name]}
            error={refused[name]}
            onChange={(event) => {
              const { value: text } = event.currentTarget
              setTexts((former) => ({ ...former, [name]: text }))
            }}
          />
        ))}
        <NumberInput
          label="Estimated value"
          prefix="$"
          thousandSeparator=","
          min={0}
          max={1_000_000_000}
          hideControls
          value={value}
          onChange={setValue}
          error={refused.estimated_value}
        />
        {canPickOwner && (
          <Select
            label="Owner"
            placeholder="Nobody yet"
            clearable
            searchable
            className={styles.wide}
            data={(reps.data ?? []).map((rep) => ({ value: rep.id, label: rep.full_name }))}
            value={ownerId}
            onChange={setOwnerId}
            error={refused.owner_id}
          />
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={createLead.isPending}>
            Create lead
          </Button>
        </div>
      </form>
    </Modal>
  )
}
