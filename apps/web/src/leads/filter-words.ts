import { formatDay } from '../lib/format-date.ts'
import { classWords } from '../ui/score-chip.tsx'
import { statusWord } from '../ui/status-label.tsx'
import type { LeadFilterName, LeadFilters } from './lead-filters.ts'

/** A filter as a reader would say it: field · operator · value. */
export function filterWords(
  name: LeadFilterName,
  filters: LeadFilters,
  ownerName: string | undefined,
): string {
  const value = filters[name] ?? ''
  const words: Record<LeadFilterName, () => string> = {
    search: () => `Search: “${value}”`,
    classification: () => `Class: ${filters.classification ? classWords[filters.classification] : ''}`,
    status: () => `Status: ${statusWord(value)}`,
    source: () => `Source: ${value}`,
    owner_id: () => `Owner: ${ownerName ?? 'one person'}`,
    unassigned: () => 'Owner: nobody',
    min_score: () => `Score ≥ ${value}`,
    max_score: () => `Score ≤ ${value}`,
    created_from: () => `Created since ${formatDay(`${value}T12:00:00`)}`,
    created_to: () => `Created until ${formatDay(`${value}T12:00:00`)}`,
  }
  return words[name]()
}
