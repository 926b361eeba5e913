-- CreateTable
CREATE TABLE "score_alarms" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "scoring_model_id" UUID NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "hot_rows" INTEGER NOT NULL,
    "hot_won" INTEGER NOT NULL,
    "warm_rows" INTEGER NOT NULL,
    "warm_won" INTEGER NOT NULL,

    CONSTRAINT "score_alarms_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "score_alarms_scoring_model_id_raised_at_idx" ON "score_alarms"("scoring_model_id", "raised_at" DESC);

-- AddForeignKey
ALTER TABLE "score_alarms" ADD CONSTRAINT "score_alarms_scoring_model_id_fkey" FOREIGN KEY ("scoring_model_id") REFERENCES "scoring_models"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Not in Prisma's language ---------------------------------------------------------------------------------------

-- An alarm is raised once, however many judge at the same time.
CREATE UNIQUE INDEX score_alarms_one_open_key ON score_alarms (scoring_model_id) WHERE ended_at IS NULL;

-- The report card is kept until what it was made from changes: judged by a job, or gone with a lead or its outcome.
CREATE FUNCTION tell_of_judged_outcomes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('judged_outcomes', '');
  RETURN NULL;
END
$$;
CREATE TRIGGER judged_outcomes_told AFTER INSERT OR UPDATE OR DELETE ON judged_outcomes
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_judged_outcomes();
