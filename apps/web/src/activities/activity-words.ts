import type { RecordActivityInput } from '@leadglass/contracts/activities.ts'

type Recordable = RecordActivityInput['activity_type']

/** What a person records by hand comes first. */
export const activityChoices: { group: string; types: Recordable[] }[] = [
  { group: 'We talked', types: ['call', 'meeting', 'whatsapp', 'email_reply'] },
  { group: 'Asked for something', types: ['demo_request', 'trial_signup', 'form_submitted'] },
  {
    group: 'On the website',
    types: ['website_visit', 'pricing_page_view', 'content_download', 'webinar_attended'],
  },
  { group: 'E-mail', types: ['email_open', 'email_click', 'email_bounced', 'unsubscribed'] },
  { group: 'Car sales', types: ['test_drive_request', 'trade_in_inquiry', 'financing_calculator'] },
]
