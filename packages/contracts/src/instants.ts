import { z } from 'zod';

const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(9999, 0, 1);
const EXPLANATION =
  'must be a date (2026-01-31) or an RFC 3339 instant (2026-01-31T09:00:00Z) between 1900 and 9999';

/** An instant in an answer: RFC 3339, UTC. */
export const Instant = z.iso.datetime().meta({ examples: ['2026-03-02T09:15:00.000Z'] });

/** A UTC calendar day in an answer. */
export const CalendarDay = z.iso.date().meta({ examples: ['2026-03-02'] });

/** A bound of a window in a request: a date (its UTC midnight) or an RFC 3339 instant. */
export const DateOrInstant = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], { error: EXPLANATION })
  .transform((text) => new Date(text))
  .refine((instant) => instant.getTime() >= EARLIEST && instant.getTime() <= LATEST, EXPLANATION)
  .meta({ examples: ['2026-01-01', '2026-01-01T00:00:00Z'] });
