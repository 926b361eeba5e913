-- The background loops: when each ran last, where, with what result, and when it runs next.
SELECT name, instance, last_run_at, last_success_at, last_duration_ms, next_run_at, consecutive_failures,
       left(last_error, 80) AS last_error
FROM background_loops
ORDER BY name;
