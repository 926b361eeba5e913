import type { Db } from '../db/db.ts'
import { findActiveVersion, lockPublishing, type VersionDetailRow } from './version-repository.ts'

/** The version in force, for whoever is about to put another one in its place: it stays so until the transaction ends. */
export async function lockVersionInForce(db: Db): Promise<VersionDetailRow> {
  await lockPublishing(db)
  return versionInForce(db)
}

export async function versionInForce(db: Db): Promise<VersionDetailRow> {
  const version = await findActiveVersion(db)
  if (!version) throw new Error('no version of the scoring is in force')
  return version
}
