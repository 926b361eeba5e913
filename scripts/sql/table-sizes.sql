-- The largest tables, with their indexes, and the rows that wait for vacuum.
SELECT relname AS "table", pg_size_pretty(pg_total_relation_size(relid)) AS with_indexes, n_live_tup AS "rows",
       n_dead_tup AS dead_rows, coalesce(last_autovacuum, last_vacuum) AS vacuumed_at
FROM pg_stat_user_tables
ORDER BY pg_total_relation_size(relid) DESC
LIMIT 20;
