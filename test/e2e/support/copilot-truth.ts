import {
  copilotOrganizationDays,
  copilotSeats,
  copilotUserDays,
  people,
  withOrganization,
  type Database,
} from '@uplift/db';
import type { OrganizationStory } from '@uplift/simulated-github';

/** Rows with names in the place of ids, each a line of JSON. */
export type CopilotRows = {
  /** Of every person and day: the seven counters, and what was used. */
  readonly userDays: readonly string[];
  /** Of every day: the counters, how many people, pull requests opened and merged. */
  readonly organizationDays: readonly string[];
  /** Of the last day on which the list was read. */
  readonly seats: readonly string[];
};

/** The days that reports are told of, both included, and the last day with a list of seats. */
export type CopilotDays = { readonly from: string; readonly to: string; readonly seatsOn: string };

const DAY_MS = 86_400_000;
/** GitHub forgets the last activity of a seat after so many days. */
const ACTIVITY_KEPT_DAYS = 90;

const COUNTERS = [
  'user_initiated_interaction_count',
  'code_generation_activity_count',
  'code_acceptance_activity_count',
  'loc_suggested_to_add_sum',
  'loc_suggested_to_delete_sum',
  'loc_added_sum',
  'loc_deleted_sum',
] as const;

/** Reckoned from the story alone; nothing happens in it on the last day of seats. */
export function copilotTruth(story: OrganizationStory, days: CopilotDays): CopilotRows {
  const usage = story.usage.filter(({ day }) => days.from <= day && day <= days.to);
  const userDays = usage.map(({ day, login, counters, used }) => {
    const { chat, agent, cli, cloudAgent } = used;
    return lineOf([day, login, ...countersOf(counters), chat, agent, cli, cloudAgent]);
  });
  const opened = story.pullRequests.map(({ openedAt }) => dayOf(openedAt));
  const steps = story.pullRequests.flatMap((one) => one.steps);
  const merged = steps.filter(({ kind }) => kind === 'merged').map(({ at }) => dayOf(at));
  const [usageOf, openedOn, mergedOn] = [
    grouped(usage, ({ day }) => day),
    grouped(opened, (day) => day),
    grouped(merged, (day) => day),
  ];
  const organizationDays = daysOf(days).map((day) => {
    const rows = usageOf(day);
    const sums = COUNTERS.map((name) =>
      rows.reduce((sum, { counters }) => sum + counters[name], 0),
    );
    return lineOf([day, ...sums, rows.length, openedOn(day).length, mergedOn(day).length]);
  });
  return {
    userDays: userDays.toSorted(),
    organizationDays,
    seats: seatsOn(days.seatsOn, story).toSorted(),
  };
}

function seatsOn(day: string, { seats, people: staff, usage }: OrganizationStory): string[] {
  const at = startOf(day);
  const leaving = new Map(staff.map(({ id, to }) => [id, to]));
  const used = grouped(usage, ({ id }) => id);
  const held = seats.filter(({ id, grantedAt }) => {
    const to = leaving.get(id) ?? null;
    return grantedAt <= at && (to === null || to > at);
  });
  return held.map(({ id, login, grantedAt }) => {
    const last = used(id)
      .map((one) => one.day)
      .toSorted()
      .at(-1);
    const noon = last === undefined ? null : new Date(startOf(last).getTime() + DAY_MS / 2);
    const kept = noon !== null && at.getTime() - noon.getTime() <= ACTIVITY_KEPT_DAYS * DAY_MS;
    return lineOf([login, grantedAt, kept ? noon : null]);
  });
}

/** What a store holds of its first organisation, and of which days. */
export async function readCopilot(
  db: Database,
): Promise<{ readonly rows: CopilotRows; readonly days: CopilotDays }> {
  const held = await withOrganization(db, 1, async (tx) => ({
    people: await tx.select().from(people),
    userDays: await tx.select().from(copilotUserDays),
    organizationDays: await tx.select().from(copilotOrganizationDays),
    seats: await tx.select().from(copilotSeats),
  }));
  const logins = new Map(held.people.map(({ id, login }) => [id, login]));
  const reported = held.organizationDays.map(({ day }) => day).toSorted();
  const seatsDay =
    held.seats
      .map(({ day }) => day)
      .toSorted()
      .at(-1) ?? '';
  const seats = held.seats.filter(({ day }) => day === seatsDay);
  const rows = {
    userDays: held.userDays.map(({ day, personId, raw }) =>
      lineOf([day, logins.get(personId), ...countersOf(raw), ...USED.map((name) => raw[name])]),
    ),
    organizationDays: held.organizationDays.map(({ day, raw }) => {
      const pulls = Object(raw['pull_requests']);
      const figures = [raw['daily_active_users'], pulls['total_created'], pulls['total_merged']];
      return lineOf([day, ...countersOf(raw), ...figures]);
    }),
    seats: seats.map(({ personId, grantedAt, lastActivityAt }) =>
      lineOf([logins.get(personId), grantedAt, lastActivityAt]),
    ),
  };
  return {
    rows: {
      userDays: rows.userDays.toSorted(),
      organizationDays: rows.organizationDays.toSorted(),
      seats: rows.seats.toSorted(),
    },
    days: { from: reported.at(0) ?? '', to: reported.at(-1) ?? '', seatsOn: seatsDay },
  };
}

const USED = ['used_chat', 'used_agent', 'used_cli', 'used_copilot_cloud_agent'] as const;

function countersOf(row: Readonly<Record<string, unknown>>): unknown[] {
  return COUNTERS.map((name) => row[name]);
}

const lineOf = (values: readonly unknown[]): string => JSON.stringify(values);
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const startOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

function daysOf({ from, to }: CopilotDays): string[] {
  const count = (startOf(to).getTime() - startOf(from).getTime()) / DAY_MS + 1;
  return Array.from({ length: count }, (_, index) =>
    dayOf(new Date(startOf(from).getTime() + index * DAY_MS)),
  );
}

function grouped<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): (key: Key) => readonly Item[] {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    group.push(item);
    groups.set(keyOf(item), group);
  }
  return (key) => groups.get(key) ?? [];
}
