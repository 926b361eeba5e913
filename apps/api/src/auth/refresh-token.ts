import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Whose it is, 32 secret bytes, and a seal that only we can make. */
export type RefreshToken = { readonly sessionId: string; readonly secret: Buffer; readonly text: string }

const idBytes = 16
const secretBytes = 32
const sealBytes = 16
const shape = /^[\w-]{86}$/

export function newRefreshToken(key: string, sessionId: string): RefreshToken {
  return sealed(key, sessionId, randomBytes(secretBytes))
}

/**
 * The token that follows this one. It is derived, not drawn, so that two tabs which exchange the same token at
 * once receive the same successor although only its hash is stored (C07).
 */
export function successorOf(key: string, token: RefreshToken): RefreshToken {
  const secret = hmac(key, 'refresh-successor', token.sessionId, token.secret)
  return sealed(key, token.sessionId, secret)
}

/**
 * Reads a token that we have issued, or null. The seal keeps a stranger who knows a session's id from ending it
 * with an invented "old" token.
 */
export function readRefreshToken(key: string, text: string): RefreshToken | null {
  if (!shape.test(text)) return null
  const bytes = Buffer.from(text, 'base64url')
  const id = bytes.subarray(0, idBytes).toString('hex')
  const sessionId = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const token = sealed(key, sessionId, bytes.subarray(idBytes, idBytes + secretBytes))
  return timingSafeEqual(Buffer.from(token.text, 'base64url'), bytes) ? token : null
}

/** What is stored of a token. */
export function hashOfRefreshToken(token: RefreshToken): string {
  return createHash('sha256').update(token.text).digest('hex')
}

function sealed(key: string, sessionId: string, secret: Buffer): RefreshToken {
  const id = Buffer.from(sessionId.replaceAll('-', ''), 'hex')
  const seal = hmac(key, 'refresh-seal', sessionId, secret).subarray(0, sealBytes)
  return { sessionId, secret, text: Buffer.concat([id, secret, seal]).toString('base64url') }
}

function hmac(key: string, purpose: string, sessionId: string, secret: Buffer): Buffer {
  return createHmac('sha256', key).update(`${purpose}:${sessionId}:`).update(secret).digest()
}
