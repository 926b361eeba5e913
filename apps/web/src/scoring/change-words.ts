import type { ScoreChange } from '@leadglass/contracts/scoring.ts'
import { activityWord } from '../lib/activity-words.ts'

/** What made a change of the score. */
export function changeWords({ trigger, trigger_activity_type: type, model_version }: ScoreChange): string {
  const words: Record<ScoreChange['trigger'], string> = {
    created: 'The lead was created',
    imported: 'The lead was imported',
    activity: type ? activityWord(type) : 'An activity',
    edited: 'A field was changed',
    decay: 'Time passed: older activities count less',
    model: `Version ${model_version} scored it`,
  }
  return words[trigger]
}
