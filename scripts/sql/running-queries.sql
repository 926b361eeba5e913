-- What runs now, the longest first, and which connection it waits for.
SELECT pid, application_name, date_trunc('milliseconds', now() - query_start) AS running_for,
       wait_event_type, pg_blocking_pids(pid) AS blocked_by, left(query, 100) AS query
FROM pg_stat_activity
WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()
ORDER BY query_start;
