import { z } from 'zod'

/** One address as the library takes it: never as a text that it would have to take apart. */
export type MailAddress = { name: string; address: string }

const address = z.email().max(254)
const named = /^\s*"?([^"<>]*?)"?\s*<([^<>]+)>\s*$/

/** Reads `dana@example.com` or `Leadglass <crm@example.com>`; null for anything else, lists and line breaks included. */
export function readAddress(text: string): MailAddress | null {
  const [, name = '', inner = text] = named.exec(text) ?? []
  const parsed = address.safeParse(inner.trim())
  return parsed.success ? { name: singleLine(name), address: parsed.data } : null
}

/** Control characters become spaces, so that a value cannot begin a header of its own. */
export function singleLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim()
}
