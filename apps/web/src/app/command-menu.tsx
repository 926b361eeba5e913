import '@mantine/spotlight/styles.css'
import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { leadsQuery } from '../leads/lead-queries.ts'
import { ScoreChip } from '../ui/score-chip.tsx'
import styles from './command-menu.module.css'
import type { NavItem } from './nav-items.ts'
import { paths } from './paths.ts'

const [store, commandMenu] = createSpotlight()

type Props = {
  items: readonly NavItem[]
  /** Opens anew each time this grows. */
  openings: number
}

/** Go to a page or find a lead without the mouse. */
export function CommandMenu({ items, openings }: Props) {
  const [words, setWords] = useState('')
  const navigate = useNavigate()
  useEffect(() => {
    if (openings > 0) commandMenu.open()
  }, [openings])
  const wanted = words.trim().toLowerCase()
  const pages = items.filter((item) => item.label.toLowerCase().includes(wanted))
  const { leads, isSearching } = useFoundLeads(words.trim())

  // Enter opens the first hit, also when the hits arrive after the last key.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is listed decides what comes first
  useEffect(selectFirst, [leads.length, pages.length])

  return (
    <Spotlight.Root
      store={store}
      query={words}
      onQueryChange={setWords}
      shortcut={null}
      centered={false}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      classNames={{ content: styles.content, actionsGroup: styles.group, action: styles.action }}
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search
        placeholder="Search leads or go to a page…"
        leftSection={<IconSearch size={18} stroke={1.5} />}
      />
      <Spotlight.ActionsList>
        {leads.length > 0 && (
          <Spotlight.ActionsGroup label="Leads">
            {leads.map((lead) => (
              <Spotlight.Action key={lead.id} onClick={() => void navigate({ to: paths.lead(lead.id) })}>
                <span className={styles.lead}>
                  <span className={styles.name}>{lead.name}</span>
                  <span className={styles.company}>{lead.company}</span>
                  <ScoreChip score={lead.current_score} classification={lead.classification} />
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {pages.length > 0 && (
          <Spotlight.ActionsGroup label="Go to">
            {pages.map((item) => (
              <Spotlight.Action
                key={item.to}
                label={item.label}
                leftSection={<item.icon size={18} stroke={1.5} />}
                rightSection={<span className={styles.keys}>G {item.key.toUpperCase()}</span>}
                onClick={() => void navigate({ to: item.to })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {leads.length + pages.length === 0 && (
          <Spotlight.Empty>
            {isSearching ? 'Searching…' : 'No lead and no page with these words'}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** The library keeps the choice in this attribute and offers no call for it. */
function selectFirst(): void {
  const list = document.getElementById(store.getState().listId)
  list?.querySelector('[data-selected]')?.removeAttribute('data-selected')
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  store.updateState((state) => ({ ...state, selected: 0 }))
}

function useFoundLeads(words: string) {
  const [search] = useDebouncedValue(words, 200)
  const { data, isFetching } = useInfiniteQuery({ ...leadsQuery({ search }), enabled: search.length >= 2 })
  const leads = words.length >= 2 ? (data?.pages[0]?.items.slice(0, 7) ?? []) : []
  return { leads, isSearching: isFetching || search !== words }
}
