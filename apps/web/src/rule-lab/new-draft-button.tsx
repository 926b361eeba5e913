import type { CreateDraftInput, ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import { Button, Menu, Modal } from '@mantine/core'
import { IconFileUpload, IconHistory, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { paths } from '../app/paths.ts'
import styles from '../ui/dialog-form.module.css'
import { useCreateDraft } from './lab-queries.ts'

type Props = {
  active: ScoringVersion
  /** Reads and checks the rules of a file; throws what is wrong. */
  readFile: (file: File) => Promise<NonNullable<CreateDraftInput['document']>>
}

/** Begins a draft from the rules in force or from a file; old versions offer it in their own menu. */
export function NewDraftButton({ active, readFile }: Props) {
  const create = useCreateDraft()
  const navigate = useNavigate()
  const picker = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const begin = (input: CreateDraftInput) =>
    create.mutate(input, {
      onSuccess: ({ id }) => void navigate({ to: paths.draft(id) }),
      onError: (error) => setRefused(reasonOf(error)),
    })
  const beginFrom = (file: File) =>
    readFile(file).then(
      (document) => begin({ document }),
      (error: Error) => setRefused(error.message),
    )
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button leftSection={<IconPlus size={14} />} loading={create.isPending}>
            New draft
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconHistory size={14} />} onClick={() => begin({})}>
            From version {active.version}, in force
          </Menu.Item>
          <Menu.Item leftSection={<IconFileUpload size={14} />} onClick={() => picker.current?.click()}>
            From a JSON file…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        aria-label="Rules as a JSON file"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          currentTarget.value = ''
          if (file) void beginFrom(file)
        }}
      />
      <Modal opened={refused !== null} onClose={() => setRefused(null)} title="No draft was made" size="md">
        <div className={styles.text} role="alert">
          {refused?.split('; ').map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </Modal>
    </>
  )
}

function reasonOf(error: Error): string {
  const fields = error instanceof ApiError ? Object.entries(error.fields) : []
  if (fields.length === 0) return error.message
  return fields.map(([field, message]) => `${field}: ${message}`).join('; ')
}
