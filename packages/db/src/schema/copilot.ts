import type { WayOfWorking } from '@uplift/metrics';
import { boolean, date, index, jsonb, pgTable, primaryKey } from 'drizzle-orm/pg-core';

import { instant, key, organizationId } from './columns.ts';

/** A Copilot seat as the list of one day showed it: a removed seat just vanishes, so days are kept. */
export const copilotSeats = pgTable(
  'copilot_seats',
  {
    organizationId: organizationId(),
    day: date('day', { mode: 'string' }).notNull(),
    personId: key('person_id').notNull(),
    grantedAt: instant('granted_at').notNull(),
    lastActivityAt: instant('last_activity_at'),
    pendingCancellation: date('pending_cancellation', { mode: 'string' }),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.day, table.personId] }),
    index('copilot_seats_person_idx').on(table.organizationId, table.personId),
  ],
);

/** One person's row of the Copilot user report of one day; the raw row outlives GitHub's year. */
export const copilotUserDays = pgTable(
  'copilot_user_days',
  {
    organizationId: organizationId(),
    day: date('day', { mode: 'string' }).notNull(),
    personId: key('person_id').notNull(),
    active: boolean('active').notNull(),
    ways: jsonb('ways').$type<readonly WayOfWorking[]>().notNull(),
    raw: jsonb('raw').$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.day, table.personId] }),
    index('copilot_user_days_person_idx').on(table.organizationId, table.personId, table.day),
  ],
);
