-- Who holds connections, and in which state.
SELECT application_name, state, count(*) AS connections,
       date_trunc('second', max(now() - state_change)) AS longest
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
GROUP BY application_name, state
ORDER BY connections DESC, application_name, state;
