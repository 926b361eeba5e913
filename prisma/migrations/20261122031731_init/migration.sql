-- Trigram indexes serve the substring search.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Ids that grow with time keep primary keys compact; PostgreSQL has uuidv7() only from version 18.
-- RFC 9562 section 5.7: 48 bits of Unix milliseconds, version 7, 74 random bits.
CREATE FUNCTION uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(
    set_bit(
      set_bit(
        overlay(uuid_send(gen_random_uuid())
                PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
                FROM 1 FOR 6),
        52, 1),
      53, 1),
    'hex')::uuid
$$;

-- CreateEnum
CREATE TYPE "role" AS ENUM ('admin', 'manager', 'sales_rep');

-- CreateEnum
CREATE TYPE "lead_status" AS ENUM ('new', 'contacted', 'qualified', 'proposal', 'negotiation', 'won', 'lost');

-- CreateEnum
CREATE TYPE "classification" AS ENUM ('hot', 'warm', 'cold');

-- CreateEnum
CREATE TYPE "assignment_status" AS ENUM ('active', 'completed', 'transferred', 'unassigned');

-- CreateEnum
CREATE TYPE "note_type" AS ENUM ('general', 'call', 'email', 'meeting');

-- CreateEnum
CREATE TYPE "score_trigger" AS ENUM ('created', 'imported', 'activity', 'edited', 'decay', 'model');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "email" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "full_name" TEXT NOT NULL,
    "role" "role" NOT NULL DEFAULT 'sales_rep',
    "hashed_password" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "failed_login_attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "last_login_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "user_id" UUID NOT NULL,
    "refresh_hash" TEXT NOT NULL,
    "previous_refresh_hash" TEXT,
    "rotated_at" TIMESTAMPTZ(3),
    "ip" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "leads" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "company" TEXT,
    "title" TEXT,
    "industry" TEXT,
    "company_size" INTEGER,
    "country" TEXT,
    "location" TEXT,
    "source" TEXT NOT NULL DEFAULT 'other',
    "status" "lead_status" NOT NULL DEFAULT 'new',
    "estimated_value" DECIMAL(14,2),
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "owner_id" UUID,
    "created_by_id" UUID,
    "current_score" INTEGER NOT NULL DEFAULT 0,
    "engagement_score" INTEGER NOT NULL DEFAULT 0,
    "buying_score" INTEGER NOT NULL DEFAULT 0,
    "fit_score" INTEGER NOT NULL DEFAULT 0,
    "classification" "classification" NOT NULL DEFAULT 'cold',
    "scored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "scoring_model_id" UUID NOT NULL,
    "last_activity_at" TIMESTAMPTZ(3),
    "contacted_at" TIMESTAMPTZ(3),
    "qualified_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "leads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_search" (
    "lead_id" UUID NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "lead_search_pkey" PRIMARY KEY ("lead_id")
);

-- CreateTable
CREATE TABLE "activities" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "lead_id" UUID NOT NULL,
    "user_id" UUID,
    "activity_type" TEXT NOT NULL,
    "description" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "points_awarded" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "activities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "score_history" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "lead_id" UUID NOT NULL,
    "old_score" INTEGER,
    "new_score" INTEGER NOT NULL,
    "old_classification" "classification",
    "new_classification" "classification" NOT NULL,
    "engagement_score" INTEGER NOT NULL,
    "buying_score" INTEGER NOT NULL,
    "fit_score" INTEGER NOT NULL,
    "trigger" "score_trigger" NOT NULL,
    "trigger_activity_id" UUID,
    "scoring_model_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "score_history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scoring_models" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" UUID,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scoring_models_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notes" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "lead_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "note_type" "note_type" NOT NULL DEFAULT 'general',
    "content" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignments" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "lead_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "assigned_by_id" UUID,
    "status" "assignment_status" NOT NULL DEFAULT 'active',
    "is_primary" BOOLEAN NOT NULL DEFAULT true,
    "notes" TEXT,
    "previous_id" UUID,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "seq" BIGSERIAL NOT NULL,
    "user_id" UUID NOT NULL,
    "notification_type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "link" TEXT,
    "lead_id" UUID,
    "is_read" BOOLEAN NOT NULL DEFAULT false,
    "read_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lead_imports" (
    "id" UUID NOT NULL DEFAULT uuid_v7(),
    "user_id" UUID,
    "filename" TEXT,
    "mapping" JSONB NOT NULL,
    "total_rows" INTEGER NOT NULL,
    "created_count" INTEGER NOT NULL,
    "updated_count" INTEGER NOT NULL,
    "skipped_count" INTEGER NOT NULL,
    "error_count" INTEGER NOT NULL,
    "errors" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lead_imports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "users_username_key" ON "users"("username");

-- CreateIndex
CREATE INDEX "users_full_name_id_idx" ON "users"("full_name", "id");

-- CreateIndex
CREATE INDEX "users_role_is_active_idx" ON "users"("role", "is_active");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_refresh_hash_key" ON "sessions"("refresh_hash");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_previous_refresh_hash_key" ON "sessions"("previous_refresh_hash");

-- CreateIndex
CREATE INDEX "sessions_user_id_expires_at_idx" ON "sessions"("user_id", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "leads_email_key" ON "leads"("email");

-- CreateIndex
CREATE INDEX "leads_current_score_id_idx" ON "leads"("current_score" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "leads_classification_current_score_id_idx" ON "leads"("classification", "current_score" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "leads_status_current_score_id_idx" ON "leads"("status", "current_score" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "leads_source_current_score_id_idx" ON "leads"("source", "current_score" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "leads_owner_id_current_score_id_idx" ON "leads"("owner_id", "current_score" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "leads_owner_id_classification_current_score_id_idx" ON "leads"("owner_id", "classification", "current_score" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "leads_created_at_id_idx" ON "leads"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "leads_owner_id_created_at_id_idx" ON "leads"("owner_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "leads_name_id_idx" ON "leads"("name", "id");

-- CreateIndex
CREATE INDEX "leads_source_id_idx" ON "leads"("source", "id");

-- CreateIndex
CREATE INDEX "leads_phone_idx" ON "leads"("phone");

-- CreateIndex
CREATE INDEX "activities_lead_id_occurred_at_id_idx" ON "activities"("lead_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "score_history_lead_id_created_at_id_idx" ON "score_history"("lead_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "score_history_trigger_activity_id_idx" ON "score_history"("trigger_activity_id");

-- CreateIndex
CREATE UNIQUE INDEX "scoring_models_version_key" ON "scoring_models"("version");

-- CreateIndex
CREATE INDEX "notes_lead_id_created_at_id_idx" ON "notes"("lead_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "notes_author_id_idx" ON "notes"("author_id");

-- CreateIndex
CREATE INDEX "assignments_lead_id_assigned_at_id_idx" ON "assignments"("lead_id", "assigned_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "assignments_user_id_status_lead_id_idx" ON "assignments"("user_id", "status", "lead_id");

-- CreateIndex
CREATE INDEX "assignments_assigned_by_id_idx" ON "assignments"("assigned_by_id");

-- CreateIndex
CREATE INDEX "assignments_previous_id_idx" ON "assignments"("previous_id");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_seq_key" ON "notifications"("seq");

-- CreateIndex
CREATE INDEX "notifications_user_id_seq_idx" ON "notifications"("user_id", "seq" DESC);

-- CreateIndex
CREATE INDEX "notifications_user_id_is_read_seq_idx" ON "notifications"("user_id", "is_read", "seq" DESC);

-- CreateIndex
CREATE INDEX "notifications_lead_id_idx" ON "notifications"("lead_id");

-- CreateIndex
CREATE INDEX "lead_imports_user_id_created_at_idx" ON "lead_imports"("user_id", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leads" ADD CONSTRAINT "leads_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leads" ADD CONSTRAINT "leads_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "leads" ADD CONSTRAINT "leads_scoring_model_id_fkey" FOREIGN KEY ("scoring_model_id") REFERENCES "scoring_models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_search" ADD CONSTRAINT "lead_search_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "leads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activities" ADD CONSTRAINT "activities_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "leads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activities" ADD CONSTRAINT "activities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_history" ADD CONSTRAINT "score_history_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "leads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_history" ADD CONSTRAINT "score_history_trigger_activity_id_fkey" FOREIGN KEY ("trigger_activity_id") REFERENCES "activities"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_history" ADD CONSTRAINT "score_history_scoring_model_id_fkey" FOREIGN KEY ("scoring_model_id") REFERENCES "scoring_models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scoring_models" ADD CONSTRAINT "scoring_models_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "leads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notes" ADD CONSTRAINT "notes_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "leads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_assigned_by_id_fkey" FOREIGN KEY ("assigned_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_previous_id_fkey" FOREIGN KEY ("previous_id") REFERENCES "assignments"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "leads"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lead_imports" ADD CONSTRAINT "lead_imports_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- updated_at moves for every write, raw SQL of an operator included.
CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;
CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER sessions_touch BEFORE UPDATE ON sessions FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER leads_touch BEFORE UPDATE ON leads FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER notes_touch BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER assignments_touch BEFORE UPDATE ON assignments FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

-- A score is 0 to 100 and is the sum of its parts, whoever writes it.
ALTER TABLE leads
  ADD CONSTRAINT leads_score_range CHECK (current_score BETWEEN 0 AND 100),
  ADD CONSTRAINT leads_score_sum CHECK (current_score = engagement_score + buying_score + fit_score),
  ADD CONSTRAINT leads_email_lower CHECK (email = lower(email)),
  ADD CONSTRAINT leads_estimated_value_positive CHECK (estimated_value >= 0);
ALTER TABLE score_history
  ADD CONSTRAINT score_history_sum CHECK (new_score = engagement_score + buying_score + fit_score);
ALTER TABLE users
  ADD CONSTRAINT users_email_lower CHECK (email = lower(email)),
  ADD CONSTRAINT users_username_lower CHECK (username = lower(username));
ALTER TABLE assignments
  ADD CONSTRAINT assignments_ended CHECK ((status = 'active') = (ended_at IS NULL));

-- Exactly one set of rules is in force.
CREATE UNIQUE INDEX scoring_models_one_active_key ON scoring_models (is_active) WHERE is_active;

-- One active primary assignment per lead, one active assignment per lead and rep.
CREATE UNIQUE INDEX assignments_one_active_primary_key ON assignments (lead_id)
  WHERE status = 'active' AND is_primary;
CREATE UNIQUE INDEX assignments_one_active_per_user_key ON assignments (lead_id, user_id)
  WHERE status = 'active';
-- Leads that a rep helps with, beside those the rep owns.
CREATE INDEX assignments_helpers_idx ON assignments (user_id, lead_id)
  WHERE status = 'active' AND NOT is_primary;

-- Open leads that nobody works on, best first.
CREATE INDEX leads_unassigned_idx ON leads (current_score DESC, id DESC)
  WHERE owner_id IS NULL AND status NOT IN ('won', 'lost');
CREATE INDEX notifications_unread_idx ON notifications (user_id) WHERE NOT is_read;

-- The search reads one text per lead: its fields and its notes, in lower case.
CREATE INDEX lead_search_text_trigram_idx ON lead_search USING gin (text gin_trgm_ops);

CREATE FUNCTION lead_search_text(lead leads) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT lower(concat_ws(E'\n', lead.name, lead.email, lead.phone, lead.company, lead.title, lead.location,
                         lead.country, lead.source))
$$;

CREATE FUNCTION index_new_leads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO lead_search (lead_id, text) SELECT added.id, lead_search_text(added) FROM added;
  RETURN NULL;
END
$$;
-- Once per statement: an import inserts a thousand leads at a time.
CREATE TRIGGER leads_index_new AFTER INSERT ON leads REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION index_new_leads();

CREATE FUNCTION index_lead_again(changed uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE lead_search
     SET text = lead_search_text(leads) || coalesce(
           (SELECT lower(string_agg(E'\n' || notes.content, '')) FROM notes WHERE notes.lead_id = leads.id), '')
    FROM leads
   WHERE leads.id = changed AND lead_search.lead_id = leads.id
$$;

CREATE FUNCTION index_changed_lead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM index_lead_again(NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER leads_index_changed
  AFTER UPDATE OF name, email, phone, company, title, location, country, source ON leads
  FOR EACH ROW EXECUTE FUNCTION index_changed_lead();

CREATE FUNCTION index_noted_lead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM index_lead_again(coalesce(NEW.lead_id, OLD.lead_id));
  RETURN NULL;
END
$$;
CREATE TRIGGER notes_index_lead AFTER INSERT OR UPDATE OF content OR DELETE ON notes
  FOR EACH ROW EXECUTE FUNCTION index_noted_lead();
