import { lostNotes, type NoteTemplate, openNotes, wonNotes } from './data-texts.ts'
import { hourMs } from './demo-clock.ts'
import type { DemoNote } from './demo-rows.ts'
import type { Charge } from './invent-charge.ts'
import type { Course, Story } from './invent-story.ts'
import type { Team } from './invent-users.ts'
import type { Random } from './random.ts'

const counts: Readonly<Record<Course, readonly [number, number]>> = {
  won: [1, 3],
  lost: [0, 1],
  hot: [1, 2],
  warm: [0, 2],
  cool: [0, 1],
  quiet: [0, 0],
}

type Setting = { random: Random; team: Team; texts: (template: string) => string }

/** What the reps wrote about a lead; a closed one gets a last word. */
export function inventNotes(
  { random, team, texts }: Setting,
  leadId: string,
  story: Story,
  charge: Charge,
): DemoNote[] {
  const from = Math.max(...charge.assignments.slice(0, 1).map(({ assignedAt }) => assignedAt))
  if (charge.assignments.length === 0 || story.steps.length === 0) return []
  const write = (template: NoteTemplate, at: number): DemoNote => {
    const author = random.chance(0.07) ? team.manager : charge.ownerAt(at)
    return {
      leadId,
      authorId: (author ?? team.manager).id,
      type: template.type,
      content: texts(template.text),
      at,
    }
  }
  const used = new Set<NoteTemplate>()
  const notes: DemoNote[] = []
  for (let left = random.whole(...counts[story.course]); left > 0; left--) {
    const template = random.pick(openNotes.filter((each) => !used.has(each)))
    used.add(template)
    notes.push(
      write(
        template,
        Math.floor(random.between(from + 60_000, Math.max(from + 120_000, story.endsAt - hourMs))),
      ),
    )
  }
  const last = { won: wonNotes, lost: lostNotes, hot: null, warm: null, cool: null, quiet: null }[
    story.course
  ]
  if (last && random.chance(0.75)) notes.push(write(random.pick(last), story.endsAt))
  return notes.sort((one, other) => one.at - other.at)
}
