/** Signals by which somebody expects to hear from us. */
export const questions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    demo_request: 'Asked for a demo',
    trial_signup: 'Signed up for a trial',
    form_submitted: 'Sent a contact form',
    email_reply: 'Replied to an e-mail',
    test_drive_request: 'Asked for a test drive',
    trade_in_inquiry: 'Asked about a trade-in',
  }),
)

/** Signals that show interest and expect nothing. */
export const glances: ReadonlyMap<string, string> = new Map(
  Object.entries({
    email_open: 'Opened an e-mail',
    email_click: 'Clicked a link in an e-mail',
    website_visit: 'Visited the website',
    pricing_page_view: 'Viewed the pricing page',
    content_download: 'Downloaded content',
    webinar_attended: 'Attended a webinar',
    financing_calculator: 'Used the financing calculator',
  }),
)

/** The types of activities by which a lead asks for something. */
export const questionTypes: readonly string[] = [...questions.keys()]
