CREATE TABLE "pull_request_working_times" (
	"organization_id" bigint NOT NULL,
	"pull_request_id" bigint NOT NULL,
	"calendar" text NOT NULL,
	"coding_seconds" double precision NOT NULL,
	"pickup_seconds" double precision NOT NULL,
	"review_seconds" double precision NOT NULL,
	"merge_seconds" double precision NOT NULL,
	CONSTRAINT "pull_request_working_times_organization_id_pull_request_id_pk" PRIMARY KEY("organization_id","pull_request_id")
);
--> statement-breakpoint
SELECT uplift_protect_tenant_table('pull_request_working_times');
