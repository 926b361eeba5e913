import { ActionIcon, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { downloadLeads } from './export-leads.ts'

/** Downloads the list as it is filtered and sorted now. */
export function ExportButton({ filters }: { filters: Readonly<Record<string, unknown>> }) {
  const download = useMutation({
    mutationFn: () => {
      const given = Object.entries(filters).filter(([, value]) => value !== undefined)
      return downloadLeads(Object.fromEntries(given.map(([name, value]) => [name, String(value)])))
    },
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
  })
  return (
    <Tooltip label="Export as CSV">
      <ActionIcon
        variant="default"
        size="input-xs"
        aria-label="Export as CSV"
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        <IconDownload size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  )
}
