-- Who may sign in, and who may not and why.
SELECT username, email, role, is_active, failed_login_attempts,
       CASE WHEN locked_until > now() THEN locked_until END AS locked_until, last_login_at
FROM users
ORDER BY is_active, username;
