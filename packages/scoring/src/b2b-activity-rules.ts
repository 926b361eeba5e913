import type { Rule, ScoreGroup } from './scoring-model.ts'

// What a lead does of its own accord, or answers to: the opposite of silence.
const signsOfLife = [
  'email_open',
  'email_click',
  'email_reply',
  'website_visit',
  'pricing_page_view',
  'content_download',
  'webinar_attended',
  'form_submitted',
  'demo_request',
  'trial_signup',
  'call',
  'meeting',
  'whatsapp',
]

/**
 * What leads of the B2B model do. Cheap signals halve in weeks (an open says little, and privacy
 * proxies open mail by themselves), requests in three months; an unsubscription does not fade.
 *
 * @example
 * b2bActivityRules.find((rule) => rule.id === 'demo-request')?.points // 20
 */
export const b2bActivityRules: readonly Rule[] = [
  activity('engagement', 'email_open', 'Opened an e-mail', 1, 3, 21),
  activity('engagement', 'email_click', 'Clicked a link in an e-mail', 3, 3, 30),
  activity('engagement', 'email_reply', 'Replied to an e-mail', 5, 1, 60),
  activity('engagement', 'website_visit', 'Visited the website', 2, 4, 30),
  activity('engagement', 'content_download', 'Downloaded content', 5, 1, 60),
  activity('engagement', 'webinar_attended', 'Attended a webinar', 3, 1, 90),
  activity('engagement', 'call', 'Had a call', 4, 1, 60),
  activity('engagement', 'whatsapp', 'Exchanged WhatsApp messages', 2, 1, 45),
  activity('engagement', 'unsubscribed', 'Unsubscribed from e-mails', -15, 1, null),
  activity('engagement', 'email_bounced', 'An e-mail bounced', -5, 2, 90),
  silence('engagement', 'silent-30-days', 'No sign of life for 30 days', 30, -6),
  activity('buying_signals', 'pricing_page_view', 'Viewed the pricing page', 3, 5, 45),
  activity('buying_signals', 'demo_request', 'Asked for a demo', 20, 1, 90),
  activity('buying_signals', 'trial_signup', 'Signed up for a trial', 20, 1, 90),
  activity('buying_signals', 'form_submitted', 'Sent a contact form', 10, 1, 60),
  activity('buying_signals', 'meeting', 'Met with us', 12, 2, 90),
  silence('buying_signals', 'silent-90-days', 'No sign of life for 90 days', 90, -10),
]

function activity(
  group: ScoreGroup,
  type: string,
  label: string,
  points: number,
  ...[maxCount, halfLifeInDays]: [maxCount: number, halfLifeInDays: number | null]
): Rule {
  const id = type.replaceAll('_', '-')
  return { id, group, label, kind: 'activity', activity: type, points, maxCount, halfLifeInDays }
}

function silence(group: ScoreGroup, id: string, label: string, days: number, points: number): Rule {
  return { id, group, label, kind: 'silence', activities: signsOfLife, days, points }
}
