import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import { ActionIcon, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowBackUp, IconDots, IconDownload, IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'
import { exportRules } from './export-rules.ts'
import { useCreateDraft, versionQuery } from './lab-queries.ts'
import { exportName } from './version-in-force.tsx'

type Props = {
  version: ScoringVersion
  canEdit: boolean
  onRollBack: () => void
}

export function VersionMenu({ version, canEdit, onRollBack }: Props) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const create = useCreateDraft()
  const complain = (error: Error) => notifications.show({ color: 'red', message: error.message })
  const begin = () =>
    create.mutate(
      { from_version: version.version },
      { onSuccess: ({ id }) => void navigate({ to: paths.draft(id) }), onError: complain },
    )
  const download = () =>
    queryClient
      .ensureQueryData(versionQuery(version.id))
      .then(({ document }) => exportRules(document, exportName(version)), complain)
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label={`Actions of version ${version.version}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {canEdit && (
          <Menu.Item leftSection={<IconPlus size={14} />} onClick={begin}>
            New draft from this
          </Menu.Item>
        )}
        {canEdit && !version.is_active && (
          <Menu.Item leftSection={<IconArrowBackUp size={14} />} onClick={onRollBack}>
            Roll back to this…
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconDownload size={14} />} onClick={() => void download()}>
          Export JSON
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
