import type { Role } from '@leadglass/contracts/auth.ts'
import type { LeadProfile, LeadStatus } from '@leadglass/contracts/leads.ts'
import type { noteTypes } from '@leadglass/contracts/notes.ts'
import type { NotificationType } from '@leadglass/contracts/notifications.ts'
import type { ScoreTrigger } from '@leadglass/contracts/scoring.ts'
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
  assignments: DemoAssignment[]
  notes: DemoNote[]
  notifications: DemoNotification[]
}
