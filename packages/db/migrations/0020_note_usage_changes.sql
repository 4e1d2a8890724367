ALTER TABLE "organizations" ADD COLUMN "usage_version" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
-- What people did in each week is remembered by this version and that of whom views are about, so
-- whatever may change days of use or seats changes it, whoever writes and by whatever way.
CREATE FUNCTION uplift_note_usage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE organizations SET usage_version = gen_random_uuid()
  WHERE id IN (SELECT organization_id FROM changed);
  RETURN NULL;
END $$;--> statement-breakpoint
-- A table emptied at once tells no rows: every organisation's answer may differ.
CREATE FUNCTION uplift_note_every_usage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE organizations SET usage_version = gen_random_uuid();
  RETURN NULL;
END $$;--> statement-breakpoint
DO $$
DECLARE
  source text;
BEGIN
  FOREACH source IN ARRAY ARRAY['copilot_seats', 'copilot_user_days'] LOOP
    EXECUTE format('CREATE TRIGGER usage_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION uplift_note_usage()', source);
    EXECUTE format('CREATE TRIGGER usage_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION uplift_note_usage()', source);
    EXECUTE format('CREATE TRIGGER usage_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION uplift_note_usage()', source);
    EXECUTE format('CREATE TRIGGER usage_truncate AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION uplift_note_every_usage()', source);
  END LOOP;
END $$;
