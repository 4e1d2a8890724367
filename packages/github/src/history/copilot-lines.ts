import { activeDay, waysOfWorkingOn } from '@uplift/metrics';
import { z } from 'zod';

import { account } from '../shapes/account.ts';
import { day, dayOf, githubId, instant, login } from '../shapes/primitives.ts';
import { storableRecord } from '../shapes/text.ts';
import { lineReader, observed, organizationNamed, skipped } from './history-line.ts';

const seatShape = z.object({
  organization: login,
  day,
  data: z.object({
    created_at: instant,
    assignee: account,
    last_activity_at: instant.nullish(),
    pending_cancellation_date: z.union([day, instant.transform(dayOf)]).nullish(),
  }),
});

/** `copilot_seat`: a REST seat as the list showed it on a day. A seat of nobody is skipped. */
export const copilotSeatLine = lineReader(seatShape, ({ organization, day: on, data }) => {
  if (!data.assignee) return skipped('seat_without_assignee', 'nobody holds the seat');
  return observed(organizationNamed(organization), [
    {
      kind: 'copilot_seat',
      day: on,
      assignee: data.assignee,
      grantedAt: data.created_at,
      lastActivityAt: data.last_activity_at ?? null,
      pendingCancellation: data.pending_cancellation_date ?? null,
    },
  ]);
});

/** Longest text kept of a report row: it holds names of editors, models and languages. */
const maxRowText = 1_000;

const userDayShape = z.object({
  organization: login,
  data: z.looseObject({ user_id: githubId.nullish(), user_login: login, day }),
});

/** `copilot_user_day`: a row of the `users-1-day` report, kept whole with what it says of the day. */
export const copilotUserDayLine = lineReader(userDayShape, ({ organization, data }) => {
  const raw = storableRecord(data, maxRowText);
  return observed(organizationNamed(organization), [
    {
      kind: 'copilot_user_day',
      day: data.day,
      user: { githubId: data.user_id ?? null, login: data.user_login, type: null },
      active: activeDay(raw),
      ways: waysOfWorkingOn(raw),
      raw,
    },
  ]);
});
