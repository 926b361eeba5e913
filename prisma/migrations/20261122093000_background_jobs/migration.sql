-- At most one job that takes a core or reads the whole base runs in a deployment, whoever claims it.
CREATE UNIQUE INDEX background_jobs_one_heavy_key ON background_jobs ((true)) WHERE status = 'running' AND kind <> 'mail';
