import {
  addDays,
  maturityStages,
  stageOfWay,
  waysOfWorking,
  type Day,
  type MaturityStage,
  type WayOfWorking,
} from '@uplift/metrics';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { rowsOf, type OpenDatabase, type Transaction } from '../client.ts';
import {
  activityDays,
  copilotSeats,
  copilotUserDays,
  people,
  repositories,
} from '../schema/index.ts';
import { dialects, openTestStore } from '../testing/index.ts';
import { withOrganization } from '../with-organization.ts';
import { findAdoptionWeeks } from './adoption-weeks.ts';
import { findOrganizationsNamed, insertOrganizations } from './organizations.ts';

const FIRST = '2026-01-05';
const WEEKS = 4;
const RUNS = 25;
const span = { from: addDays(FIRST, 7), to: addDays(FIRST, 7 * WEEKS) };
/** Some of them other accounts of the one before, and some no people. */
const accounts = Array.from({ length: 8 }, (_, index) => ({
  githubId: index + 1,
  login: `person-${index}`,
  kind: index === 6 ? ('bot' as const) : ('human' as const),
  isAlias: index === 2 || index === 3,
}));

/** Whole numbers from `least` to `most`, which follow from a seed (MINSTD: Park and Miller 1988). */
function numbersOf(seed: number) {
  let state = seed;
  return (least: number, most: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return least + (state % (most - least + 1));
  };
}

/** What people did, by chance: each at most once on a day. */
function doingsOf(seed: number) {
  const number = numbersOf(seed);
  const times = <Doing>(most: number, make: (who: number, day: number) => Doing): Doing[] => {
    const made = new Map<string, Doing>();
    for (let count = number(0, most); count > 0; count -= 1) {
      const [who, day] = [number(0, accounts.length - 1), number(-21, 7 * WEEKS)];
      made.set(`${who} ${day}`, make(who, day));
    }
    return [...made.values()];
  };
  return {
    usage: times(60, (who, day) => ({
      who,
      day,
      active: number(0, 4) > 0,
      ways: waysOfWorking.filter(() => number(0, 2) === 0),
    })),
    seats: times(40, (who, day) => ({
      who,
      day,
      granted: number(-80, 0),
      used: number(0, 2) === 0 ? null : number(-60, 0),
    })),
    presence: times(40, (who, day) => ({ who, day })),
  };
}
type Doings = ReturnType<typeof doingsOf>;

/** Row by row, in plain words: each owner's days, one by one. */
async function plainly(tx: Transaction) {
  const rows = await rowsOf<{ owner: number; day: Day; ways: WayOfWorking[] }>(
    tx,
    sql`
    select coalesce(a.merged_into_id, a.id) as owner, d.day::text as day, d.ways
    from copilot_user_days d
    join people a on a.id = d.person_id and coalesce(a.kind_override, a.kind) = 'human'
    where d.active and d.day >= ${addDays(span.from, -21)}::date and d.day < ${span.to}::date`,
  );
  const days = new Map<string, { owner: number; week: Day; ways: Set<WayOfWorking> }>();
  for (const { owner, day, ways } of rows) {
    const known = days.get(`${owner} ${day}`) ?? { owner, week: mondayOf(day), ways: new Set() };
    for (const way of ways) known.ways.add(way);
    days.set(`${owner} ${day}`, known);
  }
  const weeks = new Map<string, { personId: number; week: Day; days: Set<WayOfWorking>[] }>();
  for (const { owner, week, ways } of days.values()) {
    const known = weeks.get(`${owner} ${week}`) ?? { personId: owner, week, days: [] };
    known.days.push(ways);
    weeks.set(`${owner} ${week}`, known);
  }
  return [...weeks.values()].map(({ personId, week, days: own }) => ({
    personId,
    week,
    days: own.length,
    ways: counted(waysOfWorking, (way) => own.filter((ways) => ways.has(way)).length),
    stages: counted(
      maturityStages,
      (stage: MaturityStage) =>
        own.filter((ways) => [...ways].some((way) => stageOfWay[way] === stage)).length,
    ),
  }));
}

const counted = <Key extends string>(keys: readonly Key[], count: (key: Key) => number) =>
  Object.fromEntries(keys.map((key) => [key, count(key)]));

function mondayOf(day: Day): Day {
  let monday = addDays(FIRST, -70);
  while (addDays(monday, 7) <= day) monday = addDays(monday, 7);
  return monday;
}

describe.each(dialects)('what people did week by week on %s', (dialect) => {
  let store: OpenDatabase;
  let organizationId = 0;
  let personIds: number[] = [];
  let repositoryId = 0;
  beforeAll(async () => {
    store = await openTestStore(dialect);
    const acme = { githubId: 9, name: 'acme' };
    await insertOrganizations(store.db, [acme]);
    organizationId = (await findOrganizationsNamed(store.db, [acme]))[0]?.id ?? 0;
    await within(async (tx) => {
      for (const { isAlias, ...account } of accounts) {
        const mergedIntoId = isAlias ? (personIds[1] ?? null) : null;
        const row = { organizationId, ...account, mergedIntoId };
        const [made] = await tx.insert(people).values(row).returning({ id: people.id });
        personIds = [...personIds, made?.id ?? 0];
      }
      const place = { organizationId, githubId: 7, fullName: 'acme/api' };
      const [made] = await tx.insert(repositories).values(place).returning();
      repositoryId = made?.id ?? 0;
    });
  });
  afterAll(async () => store.close());

  const within = <Found>(look: (tx: Transaction) => Promise<Found>) =>
    withOrganization(store.db, organizationId, look);
  const personOf = (who: number) => ({ organizationId, personId: personIds[who] ?? 0 });
  const at = (offset: number) => addDays(FIRST, offset);
  const instantOf = (day: Day) => new Date(`${day}T10:00:00Z`);

  const tell = async (tx: Transaction, { usage, seats, presence }: Doings) => {
    for (const table of [copilotUserDays, copilotSeats, activityDays]) await tx.delete(table);
    for (const { who, day, active, ways } of usage) {
      const row = { ...personOf(who), day: at(day), active, ways, raw: {} };
      await tx.insert(copilotUserDays).values(row);
    }
    for (const { who, day, granted, used } of seats) {
      await tx.insert(copilotSeats).values({
        ...personOf(who),
        day: at(day),
        grantedAt: instantOf(at(day + granted)),
        lastActivityAt: used === null ? null : instantOf(at(day + used)),
      });
    }
    for (const { who, day } of presence) {
      await tx.insert(activityDays).values({ ...personOf(who), day: at(day), repositoryId });
    }
  };

  it('is the same counted by the database as counted day by day', async () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const told = doingsOf(seed);
      const [found, plain] = await within(async (tx) => {
        await tell(tx, told);
        return [await findAdoptionWeeks(tx, span), await plainly(tx)];
      });

      // of use
      const byKey = <Row extends { personId: number; week: Day }>(rows: readonly Row[]) =>
        rows.toSorted((a, b) => a.week.localeCompare(b.week) || a.personId - b.personId);
      expect(byKey(found.usage)).toEqual(byKey(plain));
      // of presence
      const owners = new Map(accounts.map((one, who) => [who, one.isAlias ? 1 : who]));
      const present = told.presence.flatMap(({ who, day }) => {
        const isIn = at(day) >= addDays(span.from, -21) && at(day) < span.to;
        const isHuman = accounts[who]?.kind === 'human';
        return isIn && isHuman ? [`${personIds[owners.get(who) ?? 0]} ${mondayOf(at(day))}`] : [];
      });
      const seen = found.presence.map(({ personId, week }) => `${personId} ${week}`);
      expect(seen.toSorted()).toEqual([...new Set(present)].toSorted());
      // of seats: the last list of a week, unless too few are on it
      for (const { week } of found.seats) expect(week >= span.from && week < span.to).toBe(true);
      expect(byKey(found.seats)).toEqual(byKey(seatsOf(told, owners)));
    }
  });

  function seatsOf(told: Doings, owners: ReadonlyMap<number, number>) {
    const mondays = Array.from({ length: WEEKS - 1 }, (_, index) => addDays(span.from, 7 * index));
    return mondays.flatMap((week) => {
      const inWeek = told.seats.filter(({ day }) => mondayOf(at(day)) === week);
      const last = Math.max(...inWeek.map(({ day }) => day));
      const list = inWeek.filter(({ day }) => day === last);
      const users = new Set(
        told.usage.flatMap(({ who, day, active }) =>
          active && mondayOf(at(day)) === week ? [who] : [],
        ),
      );
      if (list.length === 0 || 2 * list.length < users.size) return [];
      const humans = list.filter(({ who }) => accounts[who]?.kind === 'human');
      const byOwner = new Map<number, typeof humans>();
      for (const seat of humans) {
        const owner = owners.get(seat.who) ?? 0;
        byOwner.set(owner, [...(byOwner.get(owner) ?? []), seat]);
      }
      return [...byOwner].map(([owner, own]) => {
        const wasUsed = (days: number) =>
          own.some(
            ({ used }) => used !== null && instantOf(at(last + used)) >= midnight(last - days),
          );
        const granted = Math.max(...own.map((seat) => seat.granted));
        const isOld = instantOf(at(last + granted)) < midnight(last - 30);
        const rest = wasUsed(30) ? null : isOld ? 'idle' : 'grace';
        return { personId: personIds[owner] ?? 0, week, active: wasUsed(28), rest };
      });
    });
  }
  const midnight = (offset: number) => new Date(`${at(offset)}T00:00:00Z`);
});
