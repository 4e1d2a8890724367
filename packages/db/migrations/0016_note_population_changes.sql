ALTER TABLE "organizations" ADD COLUMN "population_version" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
-- Whom a view is about is remembered by this version, so whatever may change the answer changes it,
-- whoever writes and by whatever way.
CREATE FUNCTION uplift_note_population() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE organizations SET population_version = gen_random_uuid()
  WHERE id IN (SELECT organization_id FROM changed);
  RETURN NULL;
END $$;--> statement-breakpoint
-- An account that is only renamed, or noted to be folded again, is the same person.
CREATE FUNCTION uplift_note_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE organizations SET population_version = gen_random_uuid()
  WHERE id IN (
    SELECT organization_id FROM (
      (SELECT organization_id, id, coalesce(kind_override, kind), merged_into_id FROM changed
       EXCEPT SELECT organization_id, id, coalesce(kind_override, kind), merged_into_id FROM replaced)
    ) differing);
  RETURN NULL;
END $$;--> statement-breakpoint
-- Most events of a pull request change neither its person nor its place, grade and dates.
CREATE FUNCTION uplift_note_pull_requests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE organizations SET population_version = gen_random_uuid()
  WHERE id IN (
    SELECT organization_id FROM (
      (SELECT organization_id, id, repository_id, folded, responsible_id, authorship, opened_at, merged_at, closed_at FROM changed
       EXCEPT SELECT organization_id, id, repository_id, folded, responsible_id, authorship, opened_at, merged_at, closed_at FROM replaced)
    ) differing);
  RETURN NULL;
END $$;--> statement-breakpoint
DO $$
DECLARE
  source text;
BEGIN
  FOREACH source IN ARRAY ARRAY['activity_days', 'cohort_members', 'people', 'pull_requests', 'team_memberships'] LOOP
    EXECUTE format('CREATE TRIGGER population_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION uplift_note_population()', source);
    EXECUTE format('CREATE TRIGGER population_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION uplift_note_population()', source);
  END LOOP;
  FOREACH source IN ARRAY ARRAY['activity_days', 'cohort_members', 'team_memberships'] LOOP
    EXECUTE format('CREATE TRIGGER population_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION uplift_note_population()', source);
  END LOOP;
END $$;--> statement-breakpoint
CREATE TRIGGER population_update AFTER UPDATE ON people REFERENCING OLD TABLE AS replaced NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION uplift_note_people();--> statement-breakpoint
CREATE TRIGGER population_update AFTER UPDATE ON pull_requests REFERENCING OLD TABLE AS replaced NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION uplift_note_pull_requests();--> statement-breakpoint
-- A table emptied at once tells no rows: every organisation's answer may differ.
CREATE FUNCTION uplift_note_every_population() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE organizations SET population_version = gen_random_uuid();
  RETURN NULL;
END $$;--> statement-breakpoint
DO $$
DECLARE
  source text;
BEGIN
  FOREACH source IN ARRAY ARRAY['activity_days', 'cohort_members', 'people', 'pull_requests', 'team_memberships'] LOOP
    EXECUTE format('CREATE TRIGGER population_truncate AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION uplift_note_every_population()', source);
  END LOOP;
END $$;
