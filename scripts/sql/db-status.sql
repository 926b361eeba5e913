-- The database in a few figures. psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f scripts/sql/db-status.sql
SELECT metric, value
FROM (
  SELECT 1, 'Connections', count(*) || ' of ' || current_setting('max_connections')
  FROM pg_stat_activity WHERE backend_type = 'client backend'
  UNION ALL
  SELECT 2, 'Database Size', pg_size_pretty(pg_database_size(current_database()))
  UNION ALL
  SELECT 3, 'Active Queries', count(*)::text
  FROM pg_stat_activity WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()
  UNION ALL
  SELECT 4, 'Waiting for a Lock', count(*)::text
  FROM pg_stat_activity WHERE wait_event_type = 'Lock'
  UNION ALL
  SELECT 5, 'Oldest Transaction', coalesce(date_trunc('second', max(now() - xact_start))::text, 'none')
  FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
  UNION ALL
  SELECT 6, 'Read from Memory', coalesce(round(100.0 * sum(blks_hit) / nullif(sum(blks_hit + blks_read), 0), 1) || ' %', 'unknown')
  FROM pg_stat_database WHERE datname = current_database()
  UNION ALL
  SELECT 7, 'Server', split_part(current_setting('server_version'), ' ', 1)
) AS figures (place, metric, value)
ORDER BY place;
