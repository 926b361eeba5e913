-- The statements that cost most, since the statistics were reset. Needs the extension pg_stat_statements
-- (shared_preload_libraries, then CREATE EXTENSION). The columns are those of PostgreSQL 13 and newer.
SELECT calls, round(mean_exec_time::numeric, 1) AS mean_ms, round(max_exec_time::numeric, 1) AS max_ms,
       round(total_exec_time::numeric / 1000, 1) AS total_s, rows, left(query, 100) AS query
FROM pg_stat_statements
WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
ORDER BY mean_exec_time DESC
LIMIT 20;
