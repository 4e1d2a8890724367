-- Whoever looks into the default partition and then adds one beside it asks for more of a lock that
-- others may hold as well: two at once would wait for each other. One at a time, before any look.
CREATE OR REPLACE FUNCTION uplift_ensure_delivery_partition(at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month_start timestamptz := date_trunc('month', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
  month_end timestamptz := (date_trunc('month', at AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
  partition text := 'deliveries_' || to_char(at AT TIME ZONE 'UTC', 'YYYY_MM');
BEGIN
  IF to_regclass(quote_ident(partition)) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('uplift.delivery_partitions'));
  IF to_regclass(quote_ident(partition)) IS NULL
    AND NOT EXISTS (SELECT FROM deliveries_default WHERE received_at >= month_start AND received_at < month_end)
  THEN
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF deliveries FOR VALUES FROM (%L) TO (%L)', partition, month_start, month_end);
  END IF;
END $$;
