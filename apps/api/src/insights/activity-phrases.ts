/**
 * What a lead did, as the end of a sentence, and what to make of it. `asks` marks what expects an answer; `point` is
 * what to say.
 */
export type ActivityPhrase = { did: string; asks: boolean; point: string | null }

const asks = (did: string, point: string): ActivityPhrase => ({ did, asks: true, point })
const showed = (did: string, point: string | null = null): ActivityPhrase => ({ did, asks: false, point })

/** Activities of leads by type; contacts of ours and entries of the product are not among them. */
export const activityPhrases: ReadonlyMap<string, ActivityPhrase> = new Map(
  Object.entries({
    demo_request: asks('asked for a demo', 'Offer two dates for the demo'),
    trial_signup: asks('signed up for a trial', 'Ask how far they have come with the trial'),
    form_submitted: asks('sent a contact form', 'Answer what they wrote in the form'),
    email_reply: asks('replied to an e-mail', 'Answer their e-mail'),
    test_drive_request: asks('asked for a test drive', 'Offer two dates for the test drive'),
    trade_in_inquiry: asks(
      'asked about a trade-in',
      'Ask for model, year and mileage of the car they trade in',
    ),
    pricing_page_view: showed('viewed the pricing page', 'Ask what they compare the price with'),
    content_download: showed('downloaded content', 'Ask which question brought them to the download'),
    webinar_attended: showed('attended a webinar', 'Ask what of the webinar concerns them'),
    financing_calculator: showed(
      'used the financing calculator',
      'Talk about the monthly rate they have in mind',
    ),
    website_visit: showed('visited the website'),
    email_open: showed('opened an e-mail'),
    email_click: showed('clicked a link in an e-mail', 'Pick up the subject of the link they clicked'),
    unsubscribed: showed('unsubscribed'),
    email_bounced: showed('could not be reached by e-mail'),
  }),
)
