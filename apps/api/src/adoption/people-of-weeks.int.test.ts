import {
  activityDays,
  findAdoptionWeeks,
  findReportDays,
  saveCopilotReport,
  saveSeats,
  saveUserDays,
  withOrganization,
  type OpenDatabase,
  type Transaction,
} from '@uplift/db';
import { dialects, listeningToStatements, openTestStore } from '@uplift/db/testing';
import { peopleByWeek, type WayOfWorking } from '@uplift/metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { seedOrganization, type SeededOrganization } from '../testing/seed.ts';
import { knownIn, readPeopleOfWeeks } from './people-of-weeks.ts';

const weeks = ['2026-02-02', '2026-02-09', '2026-02-16'];

describe.each(dialects)('people of weeks on %s', (dialect) => {
  let store: OpenDatabase;
  let acme: SeededOrganization;
  beforeAll(async () => {
    store = await openTestStore(dialect);
    acme = await seedOrganization(store.db, 'acme');
    await within((tx) => saveUserDays(tx, acme.id, [used(0, '2026-02-03')]));
  });
  afterAll(async () => store.close());

  const within = <Found>(look: (tx: Transaction) => Promise<Found>, db = store.db) =>
    withOrganization(db, acme.id, look);
  const personAt = (place: number) => acme.personIds[place] ?? 0;
  const used = (place: number, day: string, ways: WayOfWorking[] = ['completion']) => ({
    personId: personAt(place),
    day,
    active: true,
    ways,
    raw: { place, ways },
  });
  const seat = (place: number, day: string) => ({
    personId: personAt(place),
    day,
    grantedAt: new Date('2026-01-01T00:00:00Z'),
    lastActivityAt: null,
    pendingCancellation: null,
  });
  /** Without any memory. */
  const afresh = (tx: Transaction) =>
    Promise.all([
      findAdoptionWeeks(tx, { from: '2026-02-02', to: '2026-02-23' }),
      findReportDays(tx),
    ]).then(([evidence, reports]) => peopleByWeek({ ...evidence, ...reports, weeks }));
  const presence = (place: number) => ({
    organizationId: acme.id,
    personId: personAt(place),
    day: '2026-02-10',
    repositoryId: acme.repositoryIds[0] ?? 0,
  });

  const changes: readonly {
    readonly of: string;
    readonly change: (tx: Transaction) => Promise<unknown>;
  }[] = [
    { of: 'a day of use', change: (tx) => saveUserDays(tx, acme.id, [used(1, '2026-02-11')]) },
    {
      of: 'what was chosen on it',
      change: (tx) => saveUserDays(tx, acme.id, [used(1, '2026-02-11', ['chat', 'agent_mode'])]),
    },
    {
      of: 'a list of seats',
      change: (tx) =>
        saveSeats(
          tx,
          acme.id,
          [0, 1, 2].map((place) => seat(place, '2026-02-12')),
        ),
    },
    {
      of: 'a seat that is gone',
      change: (tx) => tx.execute(`delete from copilot_seats where person_id = ${personAt(2)}`),
    },
    { of: 'somebody who was there', change: (tx) => tx.insert(activityDays).values(presence(4)) },
    {
      of: 'somebody who is a bot',
      change: (tx) =>
        tx.execute(`update people set kind_override = 'bot' where id = ${personAt(0)}`),
    },
    {
      of: 'two accounts of one',
      change: (tx) =>
        tx.execute(`update people set merged_into_id = ${personAt(4)} where id = ${personAt(1)}`),
    },
    {
      of: 'a report in which nobody did anything',
      change: (tx) =>
        saveCopilotReport(tx, acme.id, {
          kind: 'users',
          day: '2026-02-17',
          state: 'fetched',
          isFinal: false,
          rows: 0,
          unreadable: 0,
          reason: null,
          fetchedAt: new Date('2026-02-18T00:00:00Z'),
        }),
    },
  ];

  it.each(changes)('are as they are after a change of $of', async ({ change }) => {
    // given that they are remembered as they were
    const before = await within((tx) => readPeopleOfWeeks(tx, weeks));

    await within(change);

    const after = await within((tx) => readPeopleOfWeeks(tx, weeks));
    expect(after).toEqual(await within(afresh));
    expect(after).not.toEqual(before);
  });

  it('are not asked for again while nothing changes, in whatever period', async () => {
    await within((tx) => readPeopleOfWeeks(tx, weeks));
    const statements: string[] = [];
    const db = listeningToStatements(store.db, (statement) => statements.push(statement));

    const some = await within((tx) => readPeopleOfWeeks(tx, weeks.slice(1)), db);

    expect(some).toEqual((await within(afresh)).slice(1));
    expect(statements.filter((statement) => statement.includes('activity_days'))).toEqual([]);
  });

  it('are known of a group by who was in it at the end of each week', async () => {
    const known = await within((tx) => readPeopleOfWeeks(tx, weeks));
    const late = personAt(4);
    const inGroup = (day: string) => new Set(day >= '2026-02-15' ? [late, -1] : []);

    expect(knownIn(known, inGroup)).toEqual(new Set([late]));
    expect(knownIn(known.slice(0, 1), inGroup)).toEqual(new Set());
    expect(knownIn(known, null)).toEqual(new Set([late]));
  });
});
