import type { ScoringVersionDetail } from '@leadglass/contracts/rule-lab.ts'
import { Button } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { memo, useState } from 'react'
import { leadsQuery } from '../leads/lead-queries.ts'
import { LeadPicker } from './lead-picker.tsx'
import styles from './lead-preview.module.css'
import { PreviewRow } from './preview-row.tsx'
import type { RuleDocument } from './rule-types.ts'
import { usePreview } from './use-preview.ts'

export const mostPreviewed = 10

type Props = { version: ScoringVersionDetail; document: RuleDocument; isValid: boolean }

/** Chosen leads scored in the browser, by the version in force and by the draft as it is typed. */
export const LeadPreview = memo(function LeadPreview({ version, document, isValid }: Props) {
  const { leadIds, isChosen, choose } = useChosenLeads()
  const rows = usePreview({ leadIds: leadIds ?? [], version, document, isValid })
  const [openId, setOpenId] = useState<string | null>(null)
  const scored = rows.flatMap(({ preview }) => preview ?? [])
  const moved = scored.filter(({ diff }) => diff.points !== 0).length
  const reclassed = scored.filter((row) => row.before.classification !== row.after.classification).length
  return (
    <section className={styles.preview} aria-labelledby="preview-heading">
      <div className={styles.head}>
        <h2 id="preview-heading" className={styles.heading}>
          Preview
        </h2>
        <span className={styles.summary} role="status">
          {scored.length > 0 && `${moved} of ${scored.length} move, ${reclassed} to another class`}
        </span>
      </div>
      <p className={styles.note}>
        {isValid
          ? `Version ${version.version} → this draft, scored in your browser`
          : 'Shows the rules as they were before the problems'}
        {version.learned && `; the learned part counts ${Math.round(100 * version.learned.weight)} % in both`}
      </p>
      {leadIds?.length === 0 && <p className={styles.note}>There are no leads to preview yet.</p>}
      <ul className={styles.rows}>
        {rows.map((row) => (
          <PreviewRow
            key={row.leadId}
            {...row}
            isOpen={openId === row.leadId}
            onToggle={() => setOpenId(openId === row.leadId ? null : row.leadId)}
            onRemove={() => choose(leadIds?.filter((id) => id !== row.leadId) ?? [])}
          />
        ))}
      </ul>
      <div className={styles.choose}>
        {(leadIds?.length ?? 0) < mostPreviewed ? (
          <LeadPicker chosen={leadIds ?? []} onChoose={(id) => choose([...(leadIds ?? []), id])} />
        ) : (
          <span className={styles.note}>Ten at most: remove one to add another.</span>
        )}
        {isChosen && (
          <Button variant="subtle" data-compact onClick={() => choose(null)}>
            Use the best ten up to {highestPreviewed}
          </Button>
        )}
      </div>
    </section>
  )
})

/** Above this many leads stand at the limit of 100, where a rule moves nothing. */
const highestPreviewed = '90'

/** The leads that were chosen last on this machine, or the best ten that are not at the limit. */
function useChosenLeads() {
  const [remembered, setRemembered] = useLocalStorage<string[] | null>({
    key: 'leadglass-preview-leads',
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const list = useInfiniteQuery({
    ...leadsQuery({ max_score: highestPreviewed }),
    enabled: remembered === null,
  })
  const first = list.data?.pages[0]?.items.slice(0, mostPreviewed).map(({ id }) => id)
  return { leadIds: remembered ?? first, isChosen: remembered !== null, choose: setRemembered }
}
