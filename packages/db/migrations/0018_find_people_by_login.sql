DROP INDEX "people_login_without_id_key";--> statement-breakpoint
DROP INDEX "people_login_idx";--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "login_key" text GENERATED ALWAYS AS (lower("people"."login")) STORED NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "people_login_without_id_key" ON "people" USING btree ("organization_id","login_key") WHERE "people"."github_id" is null and "people"."merged_into_id" is null;--> statement-breakpoint
CREATE INDEX "people_login_idx" ON "people" USING btree ("organization_id","login_key");