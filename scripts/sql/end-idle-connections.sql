-- Ends connections that have done nothing for 30 minutes. Leadglass replaces its own by itself after 5, so what this
-- ends belongs to somebody else: a forgotten psql, a job that hangs.
SELECT pid, application_name, state, date_trunc('second', now() - state_change) AS idle_for,
       pg_terminate_backend(pid) AS ended
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
  AND application_name NOT IN ('leadglass-listener', 'leadglass-leader')
  AND state IN ('idle', 'idle in transaction', 'idle in transaction (aborted)')
  AND state_change < now() - interval '30 minutes';
