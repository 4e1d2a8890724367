CREATE TABLE "organization_settings" (
	"organization_id" bigint NOT NULL,
	"name" text NOT NULL,
	"value" jsonb NOT NULL,
	CONSTRAINT "organization_settings_organization_id_name_pk" PRIMARY KEY("organization_id","name")
);
--> statement-breakpoint
CREATE TABLE "team_champions" (
	"organization_id" bigint NOT NULL,
	"team_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date,
	CONSTRAINT "team_champions_organization_id_team_id_person_id_from_day_pk" PRIMARY KEY("organization_id","team_id","person_id","from_day"),
	CONSTRAINT "team_champions_order_check" CHECK ("team_champions"."to_day" is null or "team_champions"."to_day" > "team_champions"."from_day")
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "refold_due" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "people_refold_due_idx" ON "people" USING btree ("organization_id") WHERE "people"."refold_due";--> statement-breakpoint
SELECT uplift_protect_tenant_table('organization_settings');
--> statement-breakpoint
SELECT uplift_protect_tenant_table('team_champions');
