-- CreateTable
CREATE TABLE "audit_logs" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT,
    "entity_type" TEXT,
    "entity_id" UUID,
    "entity_name" TEXT,
    "before" JSONB,
    "after" JSONB,
    "ip" TEXT,
    "user_agent" TEXT,
    "request_id" TEXT,

    CONSTRAINT "audit_logs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "background_loops" (
    "name" TEXT NOT NULL,
    "every_seconds" INTEGER NOT NULL,
    "instance" TEXT,
    "last_run_at" TIMESTAMPTZ(3),
    "last_success_at" TIMESTAMPTZ(3),
    "last_duration_ms" INTEGER,
    "last_result" JSONB,
    "last_error" TEXT,
    "next_run_at" TIMESTAMPTZ(3),
    "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
    "runs" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "background_loops_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "service_minutes" (
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "database_ok" INTEGER NOT NULL DEFAULT 0,
    "database_failed" INTEGER NOT NULL DEFAULT 0,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "client_errors" INTEGER NOT NULL DEFAULT 0,
    "server_errors" INTEGER NOT NULL DEFAULT 0,
    "unavailable" INTEGER NOT NULL DEFAULT 0,
    "slow" INTEGER NOT NULL DEFAULT 0,
    "total_ms" BIGINT NOT NULL DEFAULT 0,
    "max_ms" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "service_minutes_pkey" PRIMARY KEY ("minute")
);

-- CreateTable
CREATE TABLE "database_outages" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "error_type" TEXT NOT NULL,

    CONSTRAINT "database_outages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slow_requests" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "status_code" INTEGER NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "slow_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit_counters" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "resets_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_limit_counters_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "audit_logs_created_at_id_idx" ON "audit_logs"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_logs_action_created_at_id_idx" ON "audit_logs"("action", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_logs_actor_id_created_at_id_idx" ON "audit_logs"("actor_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_logs_entity_id_created_at_id_idx" ON "audit_logs"("entity_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "database_outages_started_at_idx" ON "database_outages"("started_at" DESC);

-- CreateIndex
CREATE INDEX "slow_requests_at_idx" ON "slow_requests"("at" DESC);

-- CreateIndex
CREATE INDEX "rate_limit_counters_resets_at_idx" ON "rate_limit_counters"("resets_at");

-- Not in Prisma's language ---------------------------------------------------------------------------------------

-- Counters of minutes are worth no WAL; after a crash of the server the table is empty and everybody starts anew.
ALTER TABLE rate_limit_counters SET UNLOGGED;
-- Rows that are updated in place again and again.
ALTER TABLE rate_limit_counters SET (fillfactor = 70);
ALTER TABLE service_minutes SET (fillfactor = 70);

CREATE TRIGGER background_loops_touch BEFORE UPDATE ON background_loops FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

-- The audit log is append-only, for operators with SQL as well; retention may delete what is older than a day.
CREATE FUNCTION keep_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.created_at < now() - interval '1 day' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'audit_logs is append-only';
END
$$;
CREATE TRIGGER audit_logs_keep BEFORE UPDATE OR DELETE ON audit_logs FOR EACH ROW EXECUTE FUNCTION keep_audit_log();
