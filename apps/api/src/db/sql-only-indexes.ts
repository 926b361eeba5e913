/**
 * Indexes that stand in the migrations and not in schema.prisma, because its language cannot say them.
 * Only kinds that Prisma sees and would drop need a line here (other operator classes, INCLUDE); partial indexes,
 * indexes on expressions, checks, triggers, functions, views and generated columns it does not look at.
 */
export const SQL_ONLY_INDEXES: readonly string[] = ['lead_search_text_trigram_idx']

/** A diff from database to schema without the dropping of those indexes; empty when nothing else remains. */
export function withoutSqlOnlyIndexes(diff: string, names: readonly string[] = SQL_ONLY_INDEXES): string {
  return diff
    .split(/\n(?=-- [A-Z])/)
    .filter((step) => !names.some((name) => step.includes(`DROP INDEX "${name}"`)))
    .join('\n')
    .trim()
}
