import type { ScoreDiffPart } from '@leadglass/contracts/scoring.ts'
import {
  type Icon,
  IconArrowBarToUp,
  IconBolt,
  IconForms,
  IconHourglassLow,
  IconMoon,
  IconQuestionMark,
  IconVersions,
} from '@tabler/icons-react'

type Cause = ScoreDiffPart['cause']

const causes: Record<Cause, { words: string; icon: Icon }> = {
  new_activity: { words: 'New activity', icon: IconBolt },
  decay: { words: 'Faded with time', icon: IconHourglassLow },
  field_change: { words: 'Field changed', icon: IconForms },
  silence: { words: 'Silence', icon: IconMoon },
  limit: { words: 'Limit', icon: IconArrowBarToUp },
  model_change: { words: 'New version', icon: IconVersions },
  unknown: { words: 'Not on record', icon: IconQuestionMark },
}

export function causeWords(cause: Cause): string {
  return causes[cause].words
}

export function CauseIcon({ cause }: { cause: Cause }) {
  const { icon: Shape } = causes[cause]
  return <Shape size={14} stroke={1.5} aria-hidden />
}
