ALTER TABLE "comparisons" ADD COLUMN "heard_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "comparisons" ADD COLUMN "frozen_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "comparisons" ADD COLUMN "is_primary" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "comparisons_primary_key" ON "comparisons" USING btree ("organization_id","measure") WHERE "comparisons"."is_primary";--> statement-breakpoint
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_frozen_check" CHECK ("comparisons"."frozen_at" is null or "comparisons"."status" = 'done');