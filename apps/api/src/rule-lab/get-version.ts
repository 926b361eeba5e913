import type { Tx } from '../context.ts'
import { notFound } from '../errors.ts'
import { findVersion, type VersionDetailRow } from './version-repository.ts'

export async function getVersion(ctx: Pick<Tx, 'db'>, id: string): Promise<VersionDetailRow> {
  const version = await findVersion(ctx.db, id)
  if (!version) throw notFound('Version')
  return version
}
