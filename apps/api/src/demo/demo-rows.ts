import type { Role } from '@leadglass/contracts/auth.ts'
import type { LeadProfile, LeadStatus } from '@leadglass/contracts/leads.ts'
import type { noteTypes } from '@leadglass/contracts/notes.ts'
import type { NotificationType } from '@leadglass/contracts/notifications.ts'
import type { ScoreTrigger } from '@leadglass/contracts/scoring.ts'
import type { VerdictWord } from '@leadglass/contracts/verdicts.ts'
import type { LeadScore } from '@leadglass/scoring'

// The rows of the demo as they are inserted. Times are epoch milliseconds until they reach the database.

export type DemoUser = {
  id: string
  username: string
  email: string
  fullName: string
  role: Role
  createdAt: number
}

export type DemoLead = {
  id: string
  profile: LeadProfile
  status: LeadStatus
  createdAt: number
  contactedAt: number | null
  qualifiedAt: number | null
  closedAt: number | null
  ownerId: string | null
  createdById: string | null
  lastActivityAt: number | null
  score: LeadScore
  hotAlertedAt: string | null
  /** Grows with every edit and every step. */
  version: number
}

export type DemoActivity = {
  id: string
  leadId: string
  userId: string | null
  type: string
  description: string | null
  at: number
  points: number
}

export type DemoScoreChange = {
  leadId: string
  old: LeadScore | null
  score: LeadScore
  trigger: ScoreTrigger
  activityId: string | null
  modelId: string
  at: number
}

/** A profile with its place in the pipeline, as it stood until an edit replaced it. */
export type DemoProfileVersion = {
  leadId: string
  validUntil: number
  fields: LeadProfile & { status: LeadStatus }
}

/** How a lead ended, with the score that stood before. */
export type DemoOutcome = {
  leadId: string
  won: boolean
  closedAt: number
  score: LeadScore
  modelId: string
}

export type DemoJudgement = { leadId: string; modelId: string; score: LeadScore }

export type DemoVerdict = {
  leadId: string
  userId: string
  verdict: VerdictWord
  reason: string | null
  score: LeadScore
  modelId: string
  at: number
  review: { at: number; byId: string; note: string } | null
}

export type DemoOverride = {
  leadId: string
  userId: string
  score: number
  reason: string
  at: number
  expiresAt: number
  endedAt: number | null
}

/** What a rep decided about a lead in the Next queue. */
export type DemoWorkMark = {
  userId: string
  leadId: string
  doneAt: number | null
  snoozedUntil: number | null
  followUpAt: number | null
  at: number
}

export type DemoAssignment = {
  id: string
  leadId: string
  userId: string
  assignedById: string
  status: 'active' | 'completed' | 'transferred'
  isPrimary: boolean
  notes: string | null
  previousId: string | null
  assignedAt: number
  endedAt: number | null
}

export type DemoNote = {
  leadId: string
  authorId: string
  type: (typeof noteTypes)[number]
  content: string
  at: number
}

export type DemoNotification = {
  userId: string
  type: NotificationType
  title: string
  message: string
  link: string | null
  leadId: string | null
  readAt: number | null
  at: number
}

export type DemoData = {
  users: DemoUser[]
  leads: DemoLead[]
  activities: DemoActivity[]
  scoreChanges: DemoScoreChange[]
  profileVersions: DemoProfileVersion[]
  outcomes: DemoOutcome[]
  judgements: DemoJudgement[]
  verdicts: DemoVerdict[]
  overrides: DemoOverride[]
  workMarks: DemoWorkMark[]
  assignments: DemoAssignment[]
  notes: DemoNote[]
  notifications: DemoNotification[]
}
