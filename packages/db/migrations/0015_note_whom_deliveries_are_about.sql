ALTER TABLE "deliveries" ADD COLUMN "about_organization_id" bigint;--> statement-breakpoint
CREATE INDEX "deliveries_about_idx" ON "deliveries" USING btree ("about_organization_id","received_at");