import type { Note } from '@leadglass/contracts/notes.ts'

export const noteTypeWords: Record<Note['note_type'], string> = {
  general: 'Note',
  call: 'Call note',
  email: 'E-mail note',
  meeting: 'Meeting note',
}

export const noteTypeOptions = [
  { value: 'general', label: 'General' },
  { value: 'call', label: 'Call' },
  { value: 'email', label: 'E-mail' },
  { value: 'meeting', label: 'Meeting' },
] as const
