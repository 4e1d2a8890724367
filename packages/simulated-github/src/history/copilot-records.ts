import { seatOf, userDayRow } from '../rest/copilot.ts';
import type { Interval } from '../rest/instants.ts';
import { dayOf, lastInstantBefore, startOfDay } from '../rest/instants.ts';
import type { OrganizationStory, StorySeat } from '../story.ts';
import type { HistoryRecord } from './records.ts';

const NOON_MS = 12 * 3_600_000;

/**
 * Seats and usage of the days of an interval. Each seat is told on the first day that it was there
 * and again on the last day if its holder has not left, with the last use known by then.
 */
export function* copilotRecords(
  story: OrganizationStory,
  interval: Interval,
): Generator<HistoryRecord> {
  const { organization, usage } = story;
  yield* firstSeats(story, interval);
  for (const row of usage) {
    if (!isDayWithin(row.day, interval)) continue;
    const data = userDayRow(row, organization);
    yield { kind: 'copilot_user_day', organization: organization.login, data };
  }
  yield* lastSeats(story, interval);
}

function* firstSeats(story: OrganizationStory, { from, to }: Interval): Generator<HistoryRecord> {
  const organization = story.organization.login;
  for (const seat of story.seats) {
    const seen = seat.grantedAt < from ? from : seat.grantedAt;
    if (seen >= to || hasLeft(seat, story, seen)) continue;
    const data = seatOf(seat, null, seen);
    yield { kind: 'copilot_seat', organization, day: dayOf(seen), data };
  }
}

function* lastSeats(story: OrganizationStory, interval: Interval): Generator<HistoryRecord> {
  const organization = story.organization.login;
  const at = lastInstantBefore(interval.to);
  const lastUse = lastUseBefore(story, interval.to);
  for (const seat of story.seats) {
    if (seat.grantedAt >= interval.to || hasLeft(seat, story, at)) continue;
    const data = seatOf(seat, lastUse.get(seat.id) ?? null, at);
    yield { kind: 'copilot_seat', organization, day: dayOf(at), data };
  }
}

/** Each person's last use, placed at noon of its day. */
function lastUseBefore(story: OrganizationStory, to: Date): ReadonlyMap<number, Date> {
  const days = new Map<number, string>();
  for (const { id, day } of story.usage) {
    const known = days.get(id);
    if (startOfDay(day) < to && (known === undefined || known < day)) days.set(id, day);
  }
  const noons = [...days].map(([id, day]): [number, Date] => [
    id,
    new Date(startOfDay(day).getTime() + NOON_MS),
  ]);
  return new Map(noons);
}

function hasLeft(seat: StorySeat, { people }: OrganizationStory, at: Date): boolean {
  const person = people.find(({ id }) => id === seat.id);
  return person !== undefined && person.to !== null && person.to <= at;
}

function isDayWithin(day: string, { from, to }: Interval): boolean {
  const start = startOfDay(day);
  return start >= startOfDay(dayOf(from)) && start < to;
}
