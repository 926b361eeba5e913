import type { Actor } from '@leadglass/contracts/auth.ts'

type Written = { author_id: string }

/** A note says what its author meant: nobody else rewrites it. */
export function canEditNote(actor: Actor, note: Written): boolean {
  return note.author_id === actor.id
}

export function canDeleteNote(actor: Actor, note: Written): boolean {
  return note.author_id === actor.id || actor.role === 'admin'
}
