import { type ImportOptions, type ImportResult, importLeads } from '@leadglass/contracts/imports.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError } from '../api/api-error.ts'
import { upload } from '../api/upload.ts'

export type ImportRequest = {
  file: File
  options: Partial<ImportOptions>
  onProgress?: (share: number) => void
}

async function sendImport({ file, options, onProgress }: ImportRequest): Promise<ImportResult> {
  const form = new FormData()
  // The server reads the options first, so that it can judge the file while it arrives.
  form.set('options', JSON.stringify(options))
  form.set('file', file)
  const response = await upload({ path: importLeads.path, form, onProgress })
  return (await response.json()) as ImportResult
}

/** A rehearsal: everything but the writing. */
export function useCheckImport() {
  return useMutation({
    mutationFn: ({ file, options }: ImportRequest) =>
      sendImport({ file, options: { ...options, dry_run: true } }),
  })
}

/**
 * The first look at a file, to learn its columns. A file without a column for the name is refused; with a name made
 * from the row number it is read, and the person says which column is the name.
 */
export function useReadColumns() {
  return useMutation({
    mutationFn: async (file: File) => {
      const options: Partial<ImportOptions> = { dry_run: true, on_duplicate: 'skip' }
      try {
        return await sendImport({ file, options })
      } catch (error) {
        if (!(error instanceof ApiError) || error.type !== 'import_mapping_invalid') throw error
        return sendImport({ file, options: { ...options, defaults: { name: 'Lead {row}' } } })
      }
    },
  })
}

export function useImportLeads() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: sendImport,
    // Leads, counts, sources, the unassigned ones: an import touches every list.
    onSuccess: () => queryClient.invalidateQueries(),
  })
}
