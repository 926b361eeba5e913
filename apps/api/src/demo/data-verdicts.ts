import type { VerdictWord } from '@leadglass/contracts/verdicts.ts'

/** Why reps find a score wrong; some say nothing. */
export const verdictReasons: Readonly<Record<VerdictWord, readonly (string | null)[]>> = {
  too_high: [
    'Their students read our pricing page for a case study',
    'Budget is frozen until spring, they only collect offers',
    'All the visits are one intern',
    'Decided for a competitor in all but name',
    null,
  ],
  too_low: [
    'The owner calls me, nothing of that is in the timeline',
    'Asks through a partner, so we see no visits',
    'Contract with the current provider ends next month',
    'Two colleagues are in the trial under other addresses',
    null,
  ],
  right: ['Matches what I hear on the phone', 'Exactly my order for this week', null, null],
}

/** What came of a verdict. */
export const reviewNotes: Readonly<Record<Exclude<VerdictWord, 'right'>, readonly string[]>> = {
  too_high: [
    'Agreed. Visits count less since version 2',
    'Marked as a competitor, that settles it',
    'The score goes by what is on record; please note the freeze as a lost reason',
  ],
  too_low: [
    'Please record your calls, then the score sees them too',
    'Good point: referrals are worth more in the new draft',
    'Watched for two weeks: right, it was won',
  ],
}
