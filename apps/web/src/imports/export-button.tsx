import { ActionIcon, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'

/** Downloads a list as CSV; a failure is told in a toast. */
export function ExportButton({ download: start }: { download: () => Promise<void> }) {
  const download = useMutation({
    mutationFn: start,
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
