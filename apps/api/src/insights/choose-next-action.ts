import { activityPhrases } from './activity-phrases.ts'
import type { LeadStory } from './lead-story.ts'

/** What to do next and why; `about` finds the facts that it rests on. */
export type NextAction = {
  text: string
  why: string
  about: (fact: { text: string; kind: string }) => boolean
}

const dayMs = 24 * 60 * 60_000

/** The next best action by rules: the first that applies, the most urgent first. */
export function chooseNextAction(story: LeadStory, now: number): NextAction {
  return (
    closedAction(story) ??
    unreachableAction(story) ??
    answerAction(story) ??
    followUpAction(story, now) ??
    decisionAction(story, now) ??
    contactAction(story, now) ??
    waitAction(story)
  )
}

const says = (words: RegExp) => (fact: { text: string }) => words.test(fact.text)

function closedAction({ status }: LeadStory): NextAction | null {
  if (status !== 'won' && status !== 'lost') return null
  const text =
    status === 'won'
      ? 'Nothing to sell: introduce whoever looks after customers'
      : 'Nothing now: write down why it was lost, and look again in half a year'
  return { text, why: `The lead is ${status}`, about: says(/^Status/) }
}

function unreachableAction(story: LeadStory): NextAction | null {
  const bounced = newestOf(story, 'email_bounced')
  if (story.hasPhone || (story.hasEmail && !bounced)) return null
  return {
    text: 'Find a telephone number or an e-mail address that works',
    why: bounced
      ? 'E-mails come back and no telephone number is known'
      : 'Neither telephone nor e-mail is known',
    about: says(/^Reachable|reached by e-mail/),
  }
}

/** Somebody asked and nobody has answered since. */
function answerAction(story: LeadStory): NextAction | null {
  const open = story.activities.find(
    ({ type, at }) => activityPhrases.get(type)?.asks && at > (story.lastTouchAt ?? Number.NEGATIVE_INFINITY),
  )
  const phrase = open && activityPhrases.get(open.type)
  if (!open || !phrase) return null
  return {
    text: `${channelOf(story)} today: ${lowerFirst(phrase.point ?? 'answer')}`,
    why: `The lead ${phrase.did} and has had no answer yet`,
    about: (fact) => fact.text.includes(phrase.did) || /last contact|not contacted/.test(fact.text),
  }
}

function followUpAction({ followUpAt, ...story }: LeadStory, now: number): NextAction | null {
  if (followUpAt === null || followUpAt > now + dayMs / 2) return null
  return {
    text: `${channelOf(story)}: you planned to come back to this`,
    why: followUpAt < now - dayMs ? 'The planned follow-up is overdue' : 'The planned follow-up is due',
    about: says(/^A follow-up/),
  }
}

function decisionAction(story: LeadStory, now: number): NextAction | null {
  const isLate = story.status === 'proposal' || story.status === 'negotiation'
  if (!isLate || now - (story.lastTouchAt ?? 0) < 3 * dayMs) return null
  return {
    text: `${channelOf(story)} and ask what still stands between them and a decision`,
    why: `The lead is in ${story.status} and has not heard from us for three days or more`,
    about: says(/^Status|last contact|not contacted/),
  }
}

function contactAction(story: LeadStory, now: number): NextAction | null {
  const { classification, lastTouchAt, lastSignalAt } = story
  if (lastTouchAt === null) {
    if (classification === 'cold') return null
    return {
      text: `${channelOf(story)} ${classification === 'hot' ? 'today' : 'this week'} to get to know each other`,
      why: `The lead is ${classification} and nobody has contacted it`,
      about: says(/^Score|not contacted/),
    }
  }
  if (lastSignalAt !== null && lastSignalAt > lastTouchAt && classification !== 'cold') {
    return {
      text: `${channelOf(story)} while it is fresh`,
      why: 'The lead has shown interest since our last contact',
      about: (fact) => fact.kind === 'activity',
    }
  }
  if (classification === 'hot' && now - lastTouchAt > 7 * dayMs) {
    return {
      text: `${channelOf(story)}: a hot lead should not wait longer`,
      why: 'More than a week has passed since our last contact',
      about: says(/^Score|last contact/),
    }
  }
  return null
}

function waitAction({ classification, lastTouchAt }: LeadStory): NextAction {
  const why =
    lastTouchAt === null
      ? 'Too little speaks for the lead yet'
      : 'The last word was ours, and nothing has happened since'
  return {
    text:
      classification === 'cold' ? 'Leave it until it shows interest' : 'Give it a few days, then come back',
    why,
    about: says(/^Score|last contact|not contacted/),
  }
}

/** Whoever has unsubscribed is not written to. */
function channelOf(story: Pick<LeadStory, 'hasPhone' | 'hasEmail' | 'activities'>): string {
  if (story.hasPhone) return 'Call'
  return newestOf(story, 'unsubscribed') ? 'Write personally' : 'Write'
}

function newestOf({ activities }: Pick<LeadStory, 'activities'>, type: string) {
  return activities.find((activity) => activity.type === type)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
