import type { noteTypes } from '@leadglass/contracts/notes.ts'

/** Short descriptions of what happened; `{…}` is filled in. */
export const descriptions: Readonly<Record<string, readonly string[]>> = {
  email_open: [
    'Opened "{product}: what is new"',
    'Opened the follow-up mail',
    'Opened the monthly newsletter',
  ],
  email_click: ['Clicked the case study', 'Clicked "Book a demo"', 'Clicked the pricing link'],
  email_reply: [
    'Asked for a call next week',
    'Replied with questions about {product}',
    'Confirmed the appointment',
  ],
  email_bounced: ['Mailbox unavailable'],
  unsubscribed: ['Unsubscribed from the newsletter'],
  website_visit: [
    'Visited the home page',
    'Read the {product} page',
    'Read the customer stories',
    'Came from a search',
  ],
  pricing_page_view: ['Compared the plans', 'Viewed the pricing page', 'Opened the price calculator'],
  content_download: [
    "Downloaded the buyer's guide",
    'Downloaded "{product} in practice"',
    'Downloaded the security paper',
  ],
  webinar_attended: ['Attended "Scoring that sales trusts"', 'Attended the product tour'],
  form_submitted: ['Sent the contact form', 'Asked to be called back'],
  demo_request: ['Asked for a demo of {product}', 'Booked a demo slot'],
  trial_signup: ['Started a 14-day trial', 'Signed up for a trial of {product}'],
  call: [
    'Talked for 12 minutes',
    'Qualification call',
    'Clarified open questions',
    'Short check-in by phone',
  ],
  meeting: ['Discovery meeting', 'Demo with the team', 'Meeting about the offer', 'Met at their office'],
  whatsapp: ['Exchanged messages about the appointment', 'Sent the link to the offer'],
}

export type NoteTemplate = { type: (typeof noteTypes)[number]; text: string }

const note = (type: NoteTemplate['type'], text: string): NoteTemplate => ({ type, text })

/** What reps write after the first talks. */
export const openNotes: readonly NoteTemplate[] = [
  note(
    'call',
    'Talked to {first} for a quarter of an hour. {company} runs on spreadsheets today and wants {product} before {month}.',
  ),
  note('call', 'No answer, left a message. Second try on Thursday morning.'),
  note(
    'call',
    '{first} is friendly but busy; asked me to call again in {month} when the budget round is over.',
  ),
  note('call', 'Good call. Three people decide: {first}, the CFO and IT. IT wants the security paper first.'),
  note(
    'call',
    'They compare us with two others. Price matters less to {first} than getting the team on board quickly.',
  ),
  note('call', '{first} asked whether {product} works with their ERP. Sent the list of integrations.'),
  note('call', 'Reached the assistant; {first} is travelling until next week.'),
  note('email', 'Sent the deck and two references from {industry}. {first} forwards them to the team.'),
  note('email', '{first} replied within the hour: wants numbers for {seats} seats, yearly billing.'),
  note('email', 'Answered the questionnaire of their purchasing department (24 questions). Waiting.'),
  note('email', 'Follow-up after the webinar: {first} liked the part about {product}.'),
  note('email', 'Asked for the name of whoever signs. {first} says it goes through the board above {value}.'),
  note(
    'meeting',
    'Demo with {first} and four colleagues. Most questions about import and rights. Mood good.',
  ),
  note(
    'meeting',
    'Met {first} in {city}. They lose track of about a third of their enquiries; that is our hook.',
  ),
  note('meeting', 'Workshop on {product}. They want a pilot with one team, {seats} seats, six weeks.'),
  note('meeting', 'Went through the offer line by line. Open points: notice period and onboarding days.'),
  note('general', '{company} opened a second office in {city}; team grows to about {seats} people.'),
  note(
    'general',
    'Contract with the current provider ends in {month}. Decision has to fall six weeks before.',
  ),
  note('general', 'Came by recommendation of a customer, so the bar is lower than usual. Handle with care.'),
  note('general', 'Champion is {first}, sceptic is the head of IT. Next step: call with IT only.'),
  note('general', 'Budget confirmed, about {value} for the first year.'),
  note('general', 'Watch the trial: two users active, the import is done, nobody invited colleagues yet.'),
  note('general', 'Prefers mail over phone. Do not call before ten.'),
  note('general', 'Needs data hosting in the EU and a processing agreement. Both sent.'),
]

export const wonNotes: readonly NoteTemplate[] = [
  note('general', 'Signed! {seats} seats for one year, {value}. Kick-off in {month}.'),
  note('email', 'Signed contract is in. {first} wants the onboarding to start with the sales team.'),
  note('call', '{first} called to say yes. What tipped it: the references and the fair price for the pilot.'),
  note(
    'meeting',
    'Closed in the meeting, discount of five per cent for two years. Hand-over to customer success done.',
  ),
]

export const lostNotes: readonly NoteTemplate[] = [
  note('general', 'Went with a competitor; price was the stated reason. Ask again in a year.'),
  note('email', '{first} writes that the project is stopped until further notice.'),
  note('call', 'No budget this year. {first} asked to stay on the newsletter.'),
  note('general', 'Five tries without an answer, closing this one.'),
  note('general', '{first} has left {company}; the successor sees no need.'),
  note('call', 'Too small for what they need: they want a tool without any set-up.'),
]
