import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import type { NewNotification } from '../notifications/notify.ts'

const versionLink = (id: string) => `/scoring/versions/${id}`
const draftLink = (id: string) => `/scoring/drafts/${id}`

/** For a manager: leads are scored by another version from now on. */
export function publishedNotice(userId: string, version: ScoringVersion): NewNotification {
  const author = version.author?.full_name ?? 'Leadglass'
  const verb =
    version.restores_version === null ? 'published it' : `went back to version ${version.restores_version}`
  return {
    userId,
    type: 'scoring_published',
    title: `Scoring version ${version.version} is in force`,
    message: `${author} ${verb}: ${version.reason ?? version.name}`,
    link: versionLink(version.id),
    leadId: null,
  }
}

/** For a manager: a date has passed and the rules are not in force. */
export function refusedNotice(
  userId: string,
  draft: { id: string; name: string },
  problem: string,
): NewNotification {
  return {
    userId,
    type: 'scoring_not_published',
    title: `Not published: ${draft.name}`,
    message: problem,
    link: draftLink(draft.id),
    leadId: null,
  }
}
