CREATE TABLE "cohort_members" (
	"organization_id" bigint NOT NULL,
	"cohort_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	CONSTRAINT "cohort_members_organization_id_cohort_id_person_id_pk" PRIMARY KEY("organization_id","cohort_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "cohorts" (
	"organization_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "cohorts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"rules" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"frozen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "cohorts_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE INDEX "cohort_members_person_idx" ON "cohort_members" USING btree ("organization_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "cohorts_name_key" ON "cohorts" USING btree ("organization_id",lower("name"));--> statement-breakpoint
SELECT uplift_protect_tenant_table('cohort_members');--> statement-breakpoint
SELECT uplift_protect_tenant_table('cohorts');
