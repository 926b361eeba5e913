import type { LeadStatus } from '@leadglass/contracts/leads.ts'
import type { Classification } from '@leadglass/contracts/scoring.ts'

/** A line of the ledger as a text may use it. */
export type StoryTerm = { label: string; points: number; activityIds: string[]; field: string | null }

/** What is known of a lead, for texts about it. Moments in epoch milliseconds; no address and no telephone number. */
export type LeadStory = {
  name: string
  company: string | null
  title: string | null
  industry: string | null
  companySize: number | null
  country: string | null
  source: string
  estimatedValue: number | null
  hasPhone: boolean
  hasEmail: boolean
  status: LeadStatus
  score: number
  classification: Classification
  winProbability: number | null
  modelVersion: number
  terms: StoryTerm[]
  /** Newest first. */
  activities: { id: string; type: string; at: number }[]
  lastSignalAt: number | null
  lastTouchAt: number | null
  followUpAt: number | null
  notes: { count: number; newestType: string | null; newestAt: number | null }
}
