/** What happened, as a sentence about the lead. */
export const activityWords: Record<string, string> = {
  email_open: 'Opened an e-mail',
  email_click: 'Clicked a link in an e-mail',
  email_reply: 'Replied to an e-mail',
  email_bounced: 'An e-mail bounced',
  unsubscribed: 'Unsubscribed from e-mails',
  website_visit: 'Visited the website',
  pricing_page_view: 'Viewed the pricing page',
  content_download: 'Downloaded content',
  webinar_attended: 'Attended a webinar',
  form_submitted: 'Sent a contact form',
  demo_request: 'Asked for a demo',
  trial_signup: 'Signed up for a trial',
  trade_in_inquiry: 'Asked about a trade-in',
  test_drive_request: 'Asked for a test drive',
  financing_calculator: 'Used the financing calculator',
  call: 'Had a call',
  meeting: 'Met with us',
  whatsapp: 'Exchanged WhatsApp messages',
  email_sent: 'Got an e-mail from us',
  note: 'Note',
  status_change: 'Status changed',
  lead_created: 'Lead created',
  lead_assigned: 'Lead assigned',
  lead_transferred: 'Lead handed over',
}

/** A newer server may know more types: those are read as they are called. */
export function activityWord(type: string): string {
  return activityWords[type] ?? type.charAt(0).toUpperCase() + type.slice(1).replaceAll('_', ' ')
}
