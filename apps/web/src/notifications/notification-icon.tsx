import type { NotificationType } from '@leadglass/contracts/notifications.ts'
import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconBell,
  IconCircleCheck,
  IconFlame,
  IconMessageCheck,
  IconNote,
  IconReportAnalytics,
  IconScale,
  IconSchool,
  IconUserMinus,
  IconUserPlus,
} from '@tabler/icons-react'

const icons: Record<NotificationType, typeof IconBell> = {
  lead_assigned: IconUserPlus,
  lead_transferred: IconArrowsExchange,
  lead_unassigned: IconUserMinus,
  lead_completed: IconCircleCheck,
  lead_hot: IconFlame,
  note_added: IconNote,
  scoring_published: IconScale,
  scoring_not_published: IconAlertTriangle,
  verdict_reviewed: IconMessageCheck,
  score_alarm: IconReportAnalytics,
  model_trained: IconSchool,
}

export function NotificationIcon({ type }: { type: NotificationType }) {
  // A newer server may know more types than this page.
  const Shape = icons[type] ?? IconBell
  return <Shape size={16} stroke={1.5} aria-hidden />
}
