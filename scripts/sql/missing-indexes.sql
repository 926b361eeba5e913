-- Tables that are often read from end to end although they are large: a filter or sort without an index.
SELECT relname AS "table", seq_scan AS full_reads, idx_scan AS index_reads, n_live_tup AS "rows",
       pg_size_pretty(pg_relation_size(relid)) AS size
FROM pg_stat_user_tables
WHERE n_live_tup > 10000 AND seq_scan > 50 AND seq_scan > coalesce(idx_scan, 0) / 100
ORDER BY seq_scan * n_live_tup DESC;
