-- CreateEnum
CREATE TYPE "verdict_word" AS ENUM ('too_high', 'too_low', 'right');

-- CreateEnum
CREATE TYPE "job_status" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');

-- AlterTable
ALTER TABLE "leads" ADD COLUMN     "hot_alerted_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_signal_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_touch_at" TIMESTAMPTZ(3),
ADD COLUMN     "win_probability" REAL;

-- AlterTable
ALTER TABLE "score_history" ADD COLUMN     "win_probability" REAL;

-- AlterTable
ALTER TABLE "scoring_models" ADD COLUMN     "learned_model_id" UUID,
ADD COLUMN     "learned_weight" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "restores_version" INTEGER;

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "email_alerts" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "scoring_drafts" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "name" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "based_on" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "reason" TEXT,
    "publish_at" TIMESTAMPTZ(3),
    "scheduled_by_id" UUID,
    "problem" TEXT,
    "created_by_id" UUID,
    "updated_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scoring_drafts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "learned_models" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "number" SERIAL NOT NULL,
    "card" JSONB NOT NULL,
    "points_per_doubling" DOUBLE PRECISION NOT NULL,
    "point_offset" DOUBLE PRECISION NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL,
    "options" JSONB NOT NULL,
    "figures" JSONB NOT NULL,
    "rows" INTEGER NOT NULL,
    "won" INTEGER NOT NULL,
    "outcomes_from" TIMESTAMPTZ(3) NOT NULL,
    "outcomes_to" TIMESTAMPTZ(3) NOT NULL,
    "trained_by_id" UUID,
    "trained_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "learned_models_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "held_out_predictions" (
    "learned_model_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "fold" SMALLINT NOT NULL,
    "log_odds" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "held_out_predictions_pkey" PRIMARY KEY ("learned_model_id","lead_id")
);

-- CreateTable
CREATE TABLE "lead_outcomes" (
    "lead_id" UUID NOT NULL,
    "won" BOOLEAN NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    "score" INTEGER NOT NULL,
    "classification" "classification" NOT NULL,
    "win_probability" REAL,
    "scoring_model_id" UUID NOT NULL,
    "is_imported" BOOLEAN NOT NULL DEFAULT false,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lead_outcomes_pkey" PRIMARY KEY ("lead_id")
);

-- CreateTable
CREATE TABLE "judged_outcomes" (
    "scoring_model_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "score" SMALLINT NOT NULL,
    "classification" "classification" NOT NULL,
    "win_probability" REAL,
    "rules_score" SMALLINT NOT NULL,
    "held_out" BOOLEAN NOT NULL,
    "judged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judged_outcomes_pkey" PRIMARY KEY ("scoring_model_id","lead_id")
);

-- CreateTable
CREATE TABLE "learning_settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "retrain_every_days" INTEGER,
    "min_new_outcomes" INTEGER NOT NULL DEFAULT 50,
    "days_before_outcome" INTEGER NOT NULL DEFAULT 1,
    "kept_columns" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "left_out_columns" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "publish_when_better_by" DOUBLE PRECISION,
    "updated_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "learning_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_profile_versions" (
    "lead_id" UUID NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "fields" JSONB NOT NULL,

    CONSTRAINT "lead_profile_versions_pkey" PRIMARY KEY ("lead_id","valid_until")
);

-- CreateTable
CREATE TABLE "score_verdicts" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "lead_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "verdict" "verdict_word" NOT NULL,
    "reason" TEXT,
    "score" INTEGER NOT NULL,
    "classification" "classification" NOT NULL,
    "scoring_model_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reviewed_at" TIMESTAMPTZ(3),
    "reviewed_by_id" UUID,
    "review_note" TEXT,

    CONSTRAINT "score_verdicts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "score_overrides" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "lead_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "score" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,

    CONSTRAINT "score_overrides_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_marks" (
    "user_id" UUID NOT NULL,
    "lead_id" UUID NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "snoozed_until" TIMESTAMPTZ(3),
    "follow_up_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "work_marks_pkey" PRIMARY KEY ("user_id","lead_id")
);

-- CreateTable
CREATE TABLE "lead_insights" (
    "lead_id" UUID NOT NULL,
    "facts" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lead_insights_pkey" PRIMARY KEY ("lead_id")
);

-- CreateTable
CREATE TABLE "ai_calls" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "at" TIMESTAMPTZ(3) NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "feature" TEXT NOT NULL,
    "input_tokens" INTEGER NOT NULL DEFAULT 0,
    "output_tokens" INTEGER NOT NULL DEFAULT 0,
    "duration_ms" INTEGER NOT NULL,
    "error_type" TEXT,

    CONSTRAINT "ai_calls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "background_jobs" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "kind" TEXT NOT NULL,
    "status" "job_status" NOT NULL DEFAULT 'queued',
    "input" JSONB NOT NULL,
    "progress" REAL NOT NULL DEFAULT 0,
    "stage" TEXT,
    "result" JSONB,
    "error" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "requested_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "run_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "heartbeat_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "background_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "scoring_drafts_publish_at_idx" ON "scoring_drafts"("publish_at");

-- CreateIndex
CREATE UNIQUE INDEX "learned_models_number_key" ON "learned_models"("number");

-- CreateIndex
CREATE INDEX "learned_models_trained_at_idx" ON "learned_models"("trained_at" DESC);

-- CreateIndex
CREATE INDEX "held_out_predictions_lead_id_idx" ON "held_out_predictions"("lead_id");

-- CreateIndex
CREATE INDEX "lead_outcomes_closed_at_lead_id_idx" ON "lead_outcomes"("closed_at" DESC, "lead_id");

-- CreateIndex
CREATE INDEX "lead_outcomes_scoring_model_id_idx" ON "lead_outcomes"("scoring_model_id");

-- CreateIndex
CREATE INDEX "judged_outcomes_lead_id_idx" ON "judged_outcomes"("lead_id");

-- CreateIndex
CREATE INDEX "score_verdicts_lead_id_created_at_id_idx" ON "score_verdicts"("lead_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "score_verdicts_reviewed_at_created_at_id_idx" ON "score_verdicts"("reviewed_at", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "score_verdicts_user_id_idx" ON "score_verdicts"("user_id");

-- CreateIndex
CREATE INDEX "score_verdicts_scoring_model_id_idx" ON "score_verdicts"("scoring_model_id");

-- CreateIndex
CREATE INDEX "score_overrides_lead_id_created_at_idx" ON "score_overrides"("lead_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "score_overrides_user_id_idx" ON "score_overrides"("user_id");

-- CreateIndex
CREATE INDEX "work_marks_lead_id_idx" ON "work_marks"("lead_id");

-- CreateIndex
CREATE INDEX "ai_calls_at_idx" ON "ai_calls"("at" DESC);

-- CreateIndex
CREATE INDEX "background_jobs_status_run_at_idx" ON "background_jobs"("status", "run_at");

-- CreateIndex
CREATE INDEX "background_jobs_kind_created_at_idx" ON "background_jobs"("kind", "created_at" DESC);

-- CreateIndex
CREATE INDEX "background_jobs_requested_by_id_idx" ON "background_jobs"("requested_by_id");

-- CreateIndex
CREATE INDEX "scoring_models_learned_model_id_idx" ON "scoring_models"("learned_model_id");

-- AddForeignKey
ALTER TABLE "scoring_models" ADD CONSTRAINT "scoring_models_learned_model_id_fkey" FOREIGN KEY ("learned_model_id") REFERENCES "learned_models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scoring_drafts" ADD CONSTRAINT "scoring_drafts_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scoring_drafts" ADD CONSTRAINT "scoring_drafts_updated_by_id_fkey" FOREIGN KEY ("updated_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scoring_drafts" ADD CONSTRAINT "scoring_drafts_scheduled_by_id_fkey" FOREIGN KEY ("scheduled_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learned_models" ADD CONSTRAINT "learned_models_trained_by_id_fkey" FOREIGN KEY ("trained_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "held_out_predictions" ADD CONSTRAINT "held_out_predictions_learned_model_id_fkey" FOREIGN KEY ("learned_model_id") REFERENCES "learned_models"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "held_out_predictions" ADD CONSTRAINT "held_out_predictions_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "leads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_outcomes" ADD CONSTRAINT "lead_outcomes_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "leads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_outcomes" ADD CONSTRAINT "lead_outcomes_scoring_model_id_fkey" FOREIGN KEY ("scoring_model_id") REFERENCES "scoring_models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judged_outcomes" ADD CONSTRAINT "judged_outcomes_scoring_model_id_fkey" FOREIGN KEY ("scoring_model_id") REFERENCES "scoring_models"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judged_outcomes" ADD CONSTRAINT "judged_outcomes_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "lead_outcomes"("lead_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learning_settings" ADD CONSTRAINT "learning_settings_updated_by_id_fkey" FOREIGN KEY ("updated_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_profile_versions" ADD CONSTRAINT "lead_profile_versions_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "leads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_verdicts" ADD CONSTRAINT "score_verdicts_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "leads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_verdicts" ADD CONSTRAINT "score_verdicts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_verdicts" ADD CONSTRAINT "score_verdicts_reviewed_by_id_fkey" FOREIGN KEY ("reviewed_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_verdicts" ADD CONSTRAINT "score_verdicts_scoring_model_id_fkey" FOREIGN KEY ("scoring_model_id") REFERENCES "scoring_models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_overrides" ADD CONSTRAINT "score_overrides_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "leads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_overrides" ADD CONSTRAINT "score_overrides_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_overrides" ADD CONSTRAINT "score_overrides_ended_by_id_fkey" FOREIGN KEY ("ended_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_marks" ADD CONSTRAINT "work_marks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_marks" ADD CONSTRAINT "work_marks_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "leads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_insights" ADD CONSTRAINT "lead_insights_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "leads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "background_jobs" ADD CONSTRAINT "background_jobs_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Not in Prisma's language ---------------------------------------------------------------------------------------

-- A version with a learned part starts from where an average lead starts: that part of the score is what the three
-- groups leave.
ALTER TABLE leads
  DROP CONSTRAINT leads_score_sum,
  ADD CONSTRAINT leads_score_sum
    CHECK (win_probability IS NOT NULL OR current_score = engagement_score + buying_score + fit_score),
  ADD CONSTRAINT leads_win_probability_range CHECK (win_probability BETWEEN 0 AND 1);
ALTER TABLE score_history
  DROP CONSTRAINT score_history_sum,
  ADD CONSTRAINT score_history_sum
    CHECK (win_probability IS NOT NULL OR new_score = engagement_score + buying_score + fit_score);
ALTER TABLE scoring_models ADD CONSTRAINT scoring_models_learned_weight_range CHECK (learned_weight BETWEEN 0 AND 1);
ALTER TABLE lead_outcomes ADD CONSTRAINT lead_outcomes_score_range CHECK (score BETWEEN 0 AND 100);
ALTER TABLE score_overrides
  ADD CONSTRAINT score_overrides_score_range CHECK (score BETWEEN 0 AND 100),
  ADD CONSTRAINT score_overrides_expires CHECK (expires_at > created_at);
ALTER TABLE background_jobs ADD CONSTRAINT background_jobs_progress_range CHECK (progress BETWEEN 0 AND 1);
ALTER TABLE learning_settings ADD CONSTRAINT learning_settings_one_row CHECK (id = 1);
INSERT INTO learning_settings (id) VALUES (1);

-- One override at a time.
CREATE UNIQUE INDEX score_overrides_one_open_key ON score_overrides (lead_id) WHERE ended_at IS NULL;
-- Verdicts that wait for somebody to look at them.
CREATE INDEX score_verdicts_open_idx ON score_verdicts (created_at DESC, id DESC) WHERE reviewed_at IS NULL;
-- Work to be done, and work whose runner may have died.
CREATE INDEX background_jobs_open_idx ON background_jobs (run_at, id) WHERE status IN ('queued', 'running');

-- Rows that are updated in place again and again.
ALTER TABLE background_jobs SET (fillfactor = 70);
ALTER TABLE work_marks SET (fillfactor = 70);

CREATE TRIGGER scoring_drafts_touch BEFORE UPDATE ON scoring_drafts FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER learning_settings_touch BEFORE UPDATE ON learning_settings FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER work_marks_touch BEFORE UPDATE ON work_marks FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

-- What is there already: hot leads were told of, closed leads have an outcome, timelines have signals and contacts.
ALTER TABLE leads DISABLE TRIGGER leads_touch;
UPDATE leads l
   SET hot_alerted_at = CASE WHEN l.classification = 'hot' THEN l.scored_at END,
       last_signal_at = (SELECT max(a.occurred_at) FROM activities a
                          WHERE a.lead_id = l.id AND a.activity_type NOT IN ('call', 'meeting', 'whatsapp', 'note',
                            'status_change', 'lead_created', 'lead_assigned', 'lead_transferred', 'email_bounced')),
       last_touch_at = greatest(
         (SELECT max(a.occurred_at) FROM activities a
           WHERE a.lead_id = l.id AND a.activity_type IN ('call', 'meeting', 'whatsapp')),
         (SELECT max(n.created_at) FROM notes n
           WHERE n.lead_id = l.id AND n.note_type IN ('call', 'email', 'meeting')))
 WHERE EXISTS (SELECT 1 FROM activities a WHERE a.lead_id = l.id) OR l.classification = 'hot';
ALTER TABLE leads ENABLE TRIGGER leads_touch;
INSERT INTO lead_outcomes (lead_id, won, closed_at, score, classification, scoring_model_id)
SELECT id, status = 'won', coalesce(closed_at, updated_at), current_score, classification, scoring_model_id
  FROM leads WHERE status IN ('won', 'lost');
