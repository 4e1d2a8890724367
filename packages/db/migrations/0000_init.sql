CREATE TABLE "access_tokens" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "access_tokens_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"secret_hash" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"organization_id" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "access_tokens_secret_hash_unique" UNIQUE("secret_hash"),
	CONSTRAINT "access_tokens_kind_check" CHECK ("access_tokens"."kind" in ('token', 'session', 'sign_in_code')),
	CONSTRAINT "access_tokens_role_check" CHECK ("access_tokens"."role" in ('admin', 'manager', 'champion', 'member'))
);
--> statement-breakpoint
CREATE TABLE "activity_days" (
	"organization_id" bigint NOT NULL,
	"day" date NOT NULL,
	"person_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	CONSTRAINT "activity_days_organization_id_day_person_id_repository_id_pk" PRIMARY KEY("organization_id","day","person_id","repository_id")
);
--> statement-breakpoint
CREATE TABLE "adoption_imports" (
	"organization_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"tool" text NOT NULL,
	"on_day" date NOT NULL,
	CONSTRAINT "adoption_imports_organization_id_person_id_tool_on_day_pk" PRIMARY KEY("organization_id","person_id","tool","on_day")
);
--> statement-breakpoint
CREATE TABLE "adoptions" (
	"organization_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"tool" text NOT NULL,
	"source" text NOT NULL,
	"status" text NOT NULL,
	"started_on" date,
	CONSTRAINT "adoptions_organization_id_person_id_tool_source_pk" PRIMARY KEY("organization_id","person_id","tool","source"),
	CONSTRAINT "adoptions_status_check" CHECK (("adoptions"."status" = 'known') = ("adoptions"."started_on" is not null)),
	CONSTRAINT "adoptions_source_check" CHECK ("adoptions"."source" in ('seat', 'usage', 'import', 'disclosed'))
);
--> statement-breakpoint
CREATE TABLE "comparisons" (
	"organization_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "comparisons_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"measure" text NOT NULL,
	"method" text NOT NULL,
	"question" jsonb NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"progress" double precision DEFAULT 0 NOT NULL,
	"result" jsonb,
	"failure" text,
	"data_version" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "comparisons_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "comparisons_status_check" CHECK ("comparisons"."status" in ('queued', 'running', 'done', 'failed', 'cancelled')),
	CONSTRAINT "comparisons_result_check" CHECK (("comparisons"."status" = 'done') = ("comparisons"."result" is not null))
);
--> statement-breakpoint
CREATE TABLE "copilot_seats" (
	"organization_id" bigint NOT NULL,
	"day" date NOT NULL,
	"person_id" bigint NOT NULL,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"last_activity_at" timestamp (3) with time zone,
	"pending_cancellation" date,
	CONSTRAINT "copilot_seats_organization_id_day_person_id_pk" PRIMARY KEY("organization_id","day","person_id")
);
--> statement-breakpoint
CREATE TABLE "copilot_user_days" (
	"organization_id" bigint NOT NULL,
	"day" date NOT NULL,
	"person_id" bigint NOT NULL,
	"active" boolean NOT NULL,
	"ways" jsonb NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "copilot_user_days_organization_id_day_person_id_pk" PRIMARY KEY("organization_id","day","person_id")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"guid" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"event" text NOT NULL,
	"body" "bytea" NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp (3) with time zone,
	"reason" text,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "deliveries_received_at_guid_pk" PRIMARY KEY("received_at","guid"),
	CONSTRAINT "deliveries_state_check" CHECK ("deliveries"."state" in ('pending', 'processed', 'ignored', 'failed')),
	CONSTRAINT "deliveries_settled_check" CHECK (("deliveries"."state" = 'pending') = ("deliveries"."settled_at" is null))
) PARTITION BY RANGE ("received_at");
--> statement-breakpoint
CREATE TABLE "delivery_guids" (
	"guid" text PRIMARY KEY NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deployment_statuses" (
	"organization_id" bigint NOT NULL,
	"status_id" bigint NOT NULL,
	"deployment_id" bigint NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deployment_statuses_organization_id_status_id_pk" PRIMARY KEY("organization_id","status_id")
);
--> statement-breakpoint
CREATE TABLE "deployments" (
	"organization_id" bigint NOT NULL,
	"deployment_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"sha" text NOT NULL,
	"ref" text NOT NULL,
	"environment" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deployments_organization_id_deployment_id_pk" PRIMARY KEY("organization_id","deployment_id")
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"organization_id" bigint NOT NULL,
	"release_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"tag" text NOT NULL,
	"published_at" timestamp (3) with time zone,
	"prerelease" boolean NOT NULL,
	"removed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "releases_organization_id_release_id_pk" PRIMARY KEY("organization_id","release_id")
);
--> statement-breakpoint
CREATE TABLE "history_imports" (
	"fingerprint" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"lines_done" integer NOT NULL,
	"lines_read" integer NOT NULL,
	"skipped" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "history_imports_status_check" CHECK ("history_imports"."status" in ('running', 'done'))
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "organizations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"github_id" bigint,
	"login" text NOT NULL,
	"installation_id" bigint,
	"installation_status" text DEFAULT 'none' NOT NULL,
	"data_version" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_installation_status_check" CHECK ("organizations"."installation_status" in ('none', 'active', 'suspended', 'removed'))
);
--> statement-breakpoint
CREATE TABLE "people" (
	"organization_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"github_id" bigint,
	"login" text NOT NULL,
	"kind" text NOT NULL,
	"kind_override" text,
	"merged_into_id" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "people_kind_check" CHECK ("people"."kind" in ('human', 'bot', 'ai_agent')),
	CONSTRAINT "people_kind_override_check" CHECK ("people"."kind_override" in ('human', 'bot', 'ai_agent'))
);
--> statement-breakpoint
CREATE TABLE "pull_request_events" (
	"organization_id" bigint NOT NULL,
	"pull_request_id" bigint NOT NULL,
	"event_key" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" bigint,
	"data" jsonb NOT NULL,
	CONSTRAINT "pull_request_events_organization_id_pull_request_id_event_key_pk" PRIMARY KEY("organization_id","pull_request_id","event_key")
);
--> statement-breakpoint
CREATE TABLE "pull_requests" (
	"organization_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "pull_requests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"repository_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"folded" boolean DEFAULT false NOT NULL,
	"state" text,
	"title" text,
	"draft" boolean,
	"author_id" bigint,
	"author_kind" text,
	"responsible_id" bigint,
	"authorship" text,
	"authorship_evidence" jsonb,
	"first_commit_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone,
	"ready_at" timestamp (3) with time zone,
	"first_review_at" timestamp (3) with time zone,
	"first_ai_review_at" timestamp (3) with time zone,
	"first_response_at" timestamp (3) with time zone,
	"approved_at" timestamp (3) with time zone,
	"merged_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"merged_by_id" bigint,
	"additions" integer,
	"deletions" integer,
	"changed_files" integer,
	"commits" integer,
	"head_ref" text,
	"base_ref" text,
	"labels" jsonb,
	"reverts_number" integer,
	"review_cycles" integer,
	"coding_seconds" double precision,
	"pickup_seconds" double precision,
	"review_seconds" double precision,
	"merge_seconds" double precision,
	"segments" jsonb,
	"flags" jsonb,
	CONSTRAINT "pull_requests_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "pull_requests_number_check" CHECK ("pull_requests"."number" > 0),
	CONSTRAINT "pull_requests_state_check" CHECK ("pull_requests"."state" in ('open', 'merged', 'closed')),
	CONSTRAINT "pull_requests_authorship_check" CHECK ("pull_requests"."authorship" in ('agent', 'assisted', 'unmarked', 'bot')),
	CONSTRAINT "pull_requests_folded_check" CHECK (not "pull_requests"."folded" or ("pull_requests"."opened_at" is not null and "pull_requests"."state" is not null))
);
--> statement-breakpoint
CREATE TABLE "repositories" (
	"organization_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "repositories_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"github_id" bigint,
	"full_name" text NOT NULL,
	"default_branch" text,
	"archived" boolean DEFAULT false NOT NULL,
	"is_private" boolean,
	"removed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "repositories_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "rollups" (
	"organization_id" bigint NOT NULL,
	"scope" text NOT NULL,
	"grain" text NOT NULL,
	"bucket" date NOT NULL,
	"measures" jsonb NOT NULL,
	CONSTRAINT "rollups_organization_id_scope_grain_bucket_pk" PRIMARY KEY("organization_id","scope","grain","bucket"),
	CONSTRAINT "rollups_grain_check" CHECK ("rollups"."grain" in ('day', 'week', 'month'))
);
--> statement-breakpoint
CREATE TABLE "stale_days" (
	"organization_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "stale_days_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"day" date NOT NULL,
	"marked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stale_days_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "team_memberships" (
	"organization_id" bigint NOT NULL,
	"team_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date,
	CONSTRAINT "team_memberships_organization_id_team_id_person_id_from_day_pk" PRIMARY KEY("organization_id","team_id","person_id","from_day"),
	CONSTRAINT "team_memberships_order_check" CHECK ("team_memberships"."to_day" is null or "team_memberships"."to_day" >= "team_memberships"."from_day")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"organization_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "teams_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"github_id" bigint,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"removed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "teams_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_tokens_expires_idx" ON "access_tokens" USING btree ("expires_at") WHERE "access_tokens"."expires_at" is not null;--> statement-breakpoint
CREATE INDEX "activity_days_person_idx" ON "activity_days" USING btree ("organization_id","person_id","day");--> statement-breakpoint
CREATE INDEX "comparisons_created_idx" ON "comparisons" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "copilot_seats_person_idx" ON "copilot_seats" USING btree ("organization_id","person_id");--> statement-breakpoint
CREATE INDEX "copilot_user_days_person_idx" ON "copilot_user_days" USING btree ("organization_id","person_id","day");--> statement-breakpoint
CREATE INDEX "deliveries_pending_idx" ON "deliveries" USING btree ("received_at") WHERE "deliveries"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "deliveries_failed_idx" ON "deliveries" USING btree ("received_at") WHERE "deliveries"."state" = 'failed';--> statement-breakpoint
CREATE INDEX "deployment_statuses_deployment_idx" ON "deployment_statuses" USING btree ("organization_id","deployment_id");--> statement-breakpoint
CREATE INDEX "deployments_repository_idx" ON "deployments" USING btree ("organization_id","repository_id","created_at");--> statement-breakpoint
CREATE INDEX "releases_repository_idx" ON "releases" USING btree ("organization_id","repository_id","published_at");--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_github_id_key" ON "organizations" USING btree ("github_id");--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_login_key" ON "organizations" USING btree (lower("login"));--> statement-breakpoint
CREATE UNIQUE INDEX "people_github_id_key" ON "people" USING btree ("organization_id","github_id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_login_without_id_key" ON "people" USING btree ("organization_id",lower("login")) WHERE "people"."github_id" is null and "people"."merged_into_id" is null;--> statement-breakpoint
CREATE INDEX "people_login_idx" ON "people" USING btree ("organization_id",lower("login"));--> statement-breakpoint
CREATE INDEX "pull_request_events_reviews_idx" ON "pull_request_events" USING btree ("organization_id","at") WHERE "pull_request_events"."kind" = 'review';--> statement-breakpoint
CREATE UNIQUE INDEX "pull_requests_number_key" ON "pull_requests" USING btree ("organization_id","repository_id","number");--> statement-breakpoint
CREATE INDEX "pull_requests_opened_idx" ON "pull_requests" USING btree ("organization_id","opened_at","id");--> statement-breakpoint
CREATE INDEX "pull_requests_merged_idx" ON "pull_requests" USING btree ("organization_id","merged_at","id") WHERE "pull_requests"."merged_at" is not null;--> statement-breakpoint
CREATE INDEX "pull_requests_closed_idx" ON "pull_requests" USING btree ("organization_id","closed_at","id") WHERE "pull_requests"."closed_at" is not null;--> statement-breakpoint
CREATE INDEX "pull_requests_reverts_idx" ON "pull_requests" USING btree ("organization_id","repository_id","reverts_number") WHERE "pull_requests"."reverts_number" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "repositories_github_id_key" ON "repositories" USING btree ("organization_id","github_id");--> statement-breakpoint
CREATE UNIQUE INDEX "repositories_full_name_key" ON "repositories" USING btree ("organization_id",lower("full_name"));--> statement-breakpoint
CREATE INDEX "rollups_bucket_idx" ON "rollups" USING btree ("organization_id","grain","bucket");--> statement-breakpoint
CREATE INDEX "team_memberships_person_idx" ON "team_memberships" USING btree ("organization_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_github_id_key" ON "teams" USING btree ("organization_id","github_id");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_slug_key" ON "teams" USING btree ("organization_id",lower("slug"));--> statement-breakpoint
-- Catches what arrives while a month has no partition of its own, so that no delivery is ever refused.
CREATE TABLE "deliveries_default" PARTITION OF "deliveries" DEFAULT;--> statement-breakpoint
-- Makes sure that the month of an instant has its partition. A month whose rows already went to the
-- default partition stays there.
CREATE FUNCTION uplift_ensure_delivery_partition(at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month_start timestamptz := date_trunc('month', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
  month_end timestamptz := (date_trunc('month', at AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
  partition text := 'deliveries_' || to_char(at AT TIME ZONE 'UTC', 'YYYY_MM');
BEGIN
  IF to_regclass(quote_ident(partition)) IS NULL
    AND NOT EXISTS (SELECT FROM deliveries_default WHERE received_at >= month_start AND received_at < month_end)
  THEN
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF deliveries FOR VALUES FROM (%L) TO (%L)', partition, month_start, month_end);
  END IF;
END $$;--> statement-breakpoint
-- The role that tenants' work runs as: no login, no way around row-level security. A server whose
-- user may not create roles is safe too, as long as that user itself cannot bypass the policies.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'uplift_tenant') THEN
    CREATE ROLE uplift_tenant NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END $$;--> statement-breakpoint
-- Puts a table under the tenant rule: rows of one organisation only, for the table's owner too.
CREATE FUNCTION uplift_protect_tenant_table(tenant_table regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tenant_table);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tenant_table);
  EXECUTE format(
    'CREATE POLICY tenant ON %s USING (organization_id = (SELECT nullif(current_setting(''uplift.organization_id'', true), '''')::bigint))',
    tenant_table);
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'uplift_tenant') THEN
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO uplift_tenant', tenant_table);
  END IF;
END $$;--> statement-breakpoint
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'uplift_tenant') THEN
    GRANT SELECT, UPDATE ON organizations TO uplift_tenant;
  END IF;
END $$;--> statement-breakpoint
SELECT uplift_protect_tenant_table('activity_days');--> statement-breakpoint
SELECT uplift_protect_tenant_table('adoption_imports');--> statement-breakpoint
SELECT uplift_protect_tenant_table('adoptions');--> statement-breakpoint
SELECT uplift_protect_tenant_table('comparisons');--> statement-breakpoint
SELECT uplift_protect_tenant_table('copilot_seats');--> statement-breakpoint
SELECT uplift_protect_tenant_table('copilot_user_days');--> statement-breakpoint
SELECT uplift_protect_tenant_table('deployment_statuses');--> statement-breakpoint
SELECT uplift_protect_tenant_table('deployments');--> statement-breakpoint
SELECT uplift_protect_tenant_table('people');--> statement-breakpoint
SELECT uplift_protect_tenant_table('pull_request_events');--> statement-breakpoint
SELECT uplift_protect_tenant_table('pull_requests');--> statement-breakpoint
SELECT uplift_protect_tenant_table('releases');--> statement-breakpoint
SELECT uplift_protect_tenant_table('repositories');--> statement-breakpoint
SELECT uplift_protect_tenant_table('rollups');--> statement-breakpoint
SELECT uplift_protect_tenant_table('stale_days');--> statement-breakpoint
SELECT uplift_protect_tenant_table('team_memberships');--> statement-breakpoint
SELECT uplift_protect_tenant_table('teams');
