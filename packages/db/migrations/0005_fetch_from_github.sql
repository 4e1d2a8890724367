CREATE TABLE "pull_request_fetches" (
	"organization_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"part" text NOT NULL,
	"cursor" text,
	"asked" integer DEFAULT 1 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp (3) with time zone NOT NULL,
	"failure" text,
	CONSTRAINT "pull_request_fetches_organization_id_repository_id_number_part_pk" PRIMARY KEY("organization_id","repository_id","number","part"),
	CONSTRAINT "pull_request_fetches_part_check" CHECK ("pull_request_fetches"."part" in ('commits', 'reviews', 'timeline', 'whole'))
);
--> statement-breakpoint
CREATE TABLE "rate_budgets" (
	"installation_id" bigint NOT NULL,
	"resource" text NOT NULL,
	"limit" integer NOT NULL,
	"remaining" integer NOT NULL,
	"reset_at" timestamp (3) with time zone NOT NULL,
	"blocked_until" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rate_budgets_installation_id_resource_pk" PRIMARY KEY("installation_id","resource")
);
--> statement-breakpoint
CREATE TABLE "repository_backfills" (
	"organization_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"horizon" timestamp (3) with time zone NOT NULL,
	"cursor" text,
	"page_size" integer NOT NULL,
	"reached" timestamp (3) with time zone,
	"pull_requests_done" integer DEFAULT 0 NOT NULL,
	"pull_requests_total" integer,
	"pages" integer DEFAULT 0 NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"not_before" timestamp (3) with time zone,
	"failure" text,
	"leased_until" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"reconciled_until" timestamp (3) with time zone,
	CONSTRAINT "repository_backfills_organization_id_repository_id_pk" PRIMARY KEY("organization_id","repository_id"),
	CONSTRAINT "repository_backfills_state_check" CHECK ("repository_backfills"."state" in ('waiting', 'running', 'done', 'unreachable'))
);
--> statement-breakpoint
CREATE TABLE "copilot_organization_days" (
	"organization_id" bigint NOT NULL,
	"day" date NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "copilot_organization_days_organization_id_day_pk" PRIMARY KEY("organization_id","day")
);
--> statement-breakpoint
CREATE TABLE "copilot_reports" (
	"organization_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"state" text NOT NULL,
	"is_final" boolean DEFAULT false NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"unreadable" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"fetched_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "copilot_reports_organization_id_kind_day_pk" PRIMARY KEY("organization_id","kind","day"),
	CONSTRAINT "copilot_reports_kind_check" CHECK ("copilot_reports"."kind" in ('users', 'organization', 'user_teams')),
	CONSTRAINT "copilot_reports_state_check" CHECK ("copilot_reports"."state" in ('absent', 'fetched', 'refused', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "copilot_user_team_days" (
	"organization_id" bigint NOT NULL,
	"day" date NOT NULL,
	"team_github_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "copilot_user_team_days_organization_id_day_team_github_id_person_id_pk" PRIMARY KEY("organization_id","day","team_github_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "github_apps" (
	"id" bigint PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"client_id" text NOT NULL,
	"html_url" text NOT NULL,
	"credentials" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installations" (
	"organization_id" bigint NOT NULL,
	"installation_id" bigint NOT NULL,
	"permissions" jsonb NOT NULL,
	"events" jsonb NOT NULL,
	"repository_selection" text NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "installations_organization_id_installation_id_pk" PRIMARY KEY("organization_id","installation_id")
);
--> statement-breakpoint
CREATE TABLE "completeness_days" (
	"organization_id" bigint NOT NULL,
	"repository_id" bigint NOT NULL,
	"day" date NOT NULL,
	"expected" integer NOT NULL,
	"present" integer NOT NULL,
	"reason" text NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "completeness_days_organization_id_repository_id_day_pk" PRIMARY KEY("organization_id","repository_id","day")
);
--> statement-breakpoint
CREATE TABLE "delivery_log_runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "delivery_log_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"reached" timestamp (3) with time zone,
	"checked" integer DEFAULT 0 NOT NULL,
	"repaired" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "repair_runs" (
	"organization_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "repair_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"checked" integer DEFAULT 0 NOT NULL,
	"repaired" integer DEFAULT 0 NOT NULL,
	"failure" text,
	CONSTRAINT "repair_runs_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "repair_runs_kind_check" CHECK ("repair_runs"."kind" in ('reconcile', 'open_pull_requests', 'directory', 'seats', 'usage'))
);
--> statement-breakpoint
CREATE INDEX "pull_request_fetches_due_idx" ON "pull_request_fetches" USING btree ("organization_id","not_before");--> statement-breakpoint
CREATE INDEX "repository_backfills_open_idx" ON "repository_backfills" USING btree ("organization_id","repository_id") WHERE "repository_backfills"."state" in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "completeness_days_day_idx" ON "completeness_days" USING btree ("organization_id","day");--> statement-breakpoint
CREATE INDEX "delivery_log_runs_started_idx" ON "delivery_log_runs" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "repair_runs_kind_idx" ON "repair_runs" USING btree ("organization_id","kind","started_at");--> statement-breakpoint
SELECT uplift_protect_tenant_table('installations');--> statement-breakpoint
SELECT uplift_protect_tenant_table('repository_backfills');--> statement-breakpoint
SELECT uplift_protect_tenant_table('pull_request_fetches');--> statement-breakpoint
SELECT uplift_protect_tenant_table('completeness_days');--> statement-breakpoint
SELECT uplift_protect_tenant_table('copilot_reports');--> statement-breakpoint
SELECT uplift_protect_tenant_table('copilot_organization_days');--> statement-breakpoint
SELECT uplift_protect_tenant_table('copilot_user_team_days');--> statement-breakpoint
SELECT uplift_protect_tenant_table('repair_runs');