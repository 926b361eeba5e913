import type { ActivityType } from '@leadglass/contracts/activities.ts'
import {
  type Icon,
  IconArrowsExchange,
  IconBrandWhatsapp,
  IconCalculator,
  IconCalendarEvent,
  IconCar,
  IconClick,
  IconDownload,
  IconFlag,
  IconForms,
  IconMailCancel,
  IconMailForward,
  IconMailOff,
  IconMailOpened,
  IconNote,
  IconPhone,
  IconPointFilled,
  IconPresentation,
  IconRocket,
  IconRoute,
  IconSparkles,
  IconTag,
  IconUserPlus,
  IconVideo,
  IconWorld,
} from '@tabler/icons-react'

const icons: Record<ActivityType, Icon> = {
  email_open: IconMailOpened,
  email_click: IconClick,
  email_reply: IconMailForward,
  email_bounced: IconMailCancel,
  unsubscribed: IconMailOff,
  website_visit: IconWorld,
  pricing_page_view: IconTag,
  content_download: IconDownload,
  webinar_attended: IconVideo,
  form_submitted: IconForms,
  demo_request: IconPresentation,
  trial_signup: IconRocket,
  trade_in_inquiry: IconArrowsExchange,
  test_drive_request: IconCar,
  financing_calculator: IconCalculator,
  call: IconPhone,
  meeting: IconCalendarEvent,
  whatsapp: IconBrandWhatsapp,
  note: IconNote,
  status_change: IconFlag,
  lead_created: IconSparkles,
  lead_assigned: IconUserPlus,
  lead_transferred: IconRoute,
}

export function ActivityIcon({ type }: { type: string }) {
  const Shape = icons[type as ActivityType] ?? IconPointFilled
  return <Shape size={14} stroke={1.5} aria-hidden />
}
