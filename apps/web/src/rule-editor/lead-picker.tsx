import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { leadsQuery } from '../leads/lead-queries.ts'

type Props = { chosen: readonly string[]; onChoose: (leadId: string) => void }

/** Finds a lead by name, company or e-mail. */
export function LeadPicker({ chosen, onChoose }: Props) {
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), 200)
  const found = useInfiniteQuery({ ...leadsQuery({ search }), enabled: search.length >= 2 })
  const leads = search.length >= 2 ? (found.data?.pages[0]?.items.slice(0, 8) ?? []) : []
  const isWaiting = found.isFetching || search !== words.trim()
  return (
    <Select
      aria-label="Add a lead to the preview"
      placeholder="Add a lead…"
      leftSection={<IconPlus size={14} />}
      searchable
      flex={1}
      rightSection={null}
      value={null}
      searchValue={words}
      onSearchChange={setWords}
      filter={({ options }) => options}
      data={leads
        .filter(({ id }) => !chosen.includes(id))
        .map(({ id, name, company }) => ({ value: id, label: company ? `${name} · ${company}` : name }))}
      nothingFoundMessage={noHit(words, isWaiting)}
      onChange={(id) => {
        if (id !== null) onChoose(id)
        setWords('')
      }}
    />
  )
}

function noHit(words: string, isWaiting: boolean): string {
  if (words.trim().length < 2) return 'Type two letters of a name'
  return isWaiting ? 'Searching…' : 'No other lead has these words'
}
