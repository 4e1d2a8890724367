import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { OpenDatabase, Transaction } from '../client.ts';
import { adoptions, organizations, people, teamMemberships, teams } from '../schema/index.ts';
import { dialects, openTestStore } from '../testing/index.ts';
import { withOrganization } from '../with-organization.ts';
import {
  findCohort,
  findCohortMembers,
  findCohorts,
  findHumans,
  findPeopleByRules,
  findTeamMembersOn,
  recordCohort,
  type StoredCohortRules,
} from './cohorts.ts';
import { movePersonRows } from './people.ts';

const noRules: StoredCohortRules = {
  teams: null,
  teamIds: null,
  asOf: null,
  adopted: null,
  notAdopted: null,
  named: null,
};
const at = new Date('2026-03-04T12:00:00Z');

describe.each(dialects)('cohorts, on %s', (dialect) => {
  let store: OpenDatabase;
  let acme: number;
  let globex: number;
  /** Ann, Ben, Cas and Dee; Ann's earlier name; a bot. */
  let ids: Record<string, number>;
  let payments: number;

  const inAcme = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    withOrganization(store.db, acme, work);
  const fitting = async (rules: Partial<StoredCohortRules>, namedIds: number[] = []) => {
    const found = await inAcme((tx) =>
      findPeopleByRules(tx, { rules: { ...noRules, ...rules }, namedIds }),
    );
    return Object.keys(ids).filter((name) => found.has(ids[name] ?? 0));
  };

  beforeAll(async () => {
    store = await openTestStore(dialect);
    const added = await store.db
      .insert(organizations)
      .values([{ login: 'acme' }, { login: 'globex' }])
      .returning();
    [acme = 0, globex = 0] = added.map(({ id }) => id);
    await inAcme(async (tx) => {
      const person = async (login: string, rest: Partial<typeof people.$inferInsert> = {}) => {
        const row = { organizationId: acme, login, kind: 'human' as const, ...rest };
        const [kept] = await tx.insert(people).values(row).returning({ id: people.id });
        return kept?.id ?? 0;
      };
      const ann = await person('ann');
      ids = {
        ann,
        ben: await person('ben'),
        cas: await person('cas'),
        dee: await person('dee'),
        formerAnn: await person('former-ann', { mergedIntoId: ann }),
        bot: await person('bot', { kind: 'bot' }),
      };
      const [team] = await tx
        .insert(teams)
        .values({ organizationId: acme, slug: 'payments', name: 'Payments' })
        .returning({ id: teams.id });
      payments = team?.id ?? 0;
      const member = (personId: number, from: string, to: string | null) => {
        return { organizationId: acme, teamId: payments, personId, from, to };
      };
      await tx
        .insert(teamMemberships)
        .values([
          member(ids['formerAnn'] ?? 0, '2026-01-01', null),
          member(ids['ben'] ?? 0, '2026-01-01', '2026-02-01'),
          member(ids['cas'] ?? 0, '2026-02-01', null),
          member(ids['bot'] ?? 0, '2026-01-01', null),
        ]);
      const start = (personId: number, startedOn: string | null) => {
        const status = startedOn === null ? ('unknown' as const) : ('known' as const);
        const source = 'usage' as const;
        return { organizationId: acme, personId, tool: 'copilot', source, status, startedOn };
      };
      await tx
        .insert(adoptions)
        .values([
          start(ann, '2026-01-10'),
          start(ids['ben'] ?? 0, '2026-02-10'),
          start(ids['cas'] ?? 0, null),
        ]);
    });
  });
  afterAll(async () => store.close());

  it('have the members of a team on a day, under the name that they bear now, and no bots', async () => {
    const teamIds = [payments];

    expect(await fitting({ teamIds, asOf: '2026-01-31' })).toEqual(['ann', 'ben']);
    expect(await fitting({ teamIds, asOf: '2026-02-01' })).toEqual(['ann', 'cas']);
    expect(await fitting({ teamIds, asOf: '2025-12-31' })).toEqual([]);
    const members = await inAcme((tx) => findTeamMembersOn(tx, '2026-01-31'));
    expect(members).toEqual(new Map([['payments', new Set([ids['ann'], ids['ben']])]]));
  });

  it('have those who started within days, the first counted and the last not', async () => {
    const adopted = { tool: 'copilot', source: 'usage' as const, from: null, to: null };

    expect(await fitting({ adopted })).toEqual(['ann', 'ben']);
    expect(await fitting({ adopted: { ...adopted, from: '2026-02-10' } })).toEqual(['ben']);
    expect(await fitting({ adopted: { ...adopted, to: '2026-02-10' } })).toEqual(['ann']);
    expect(await fitting({ adopted: { ...adopted, source: 'seat' } })).toEqual([]);
  });

  it('have those who had not started up to and with a day, but none whose start is unknown', async () => {
    const notAdopted = { tool: 'copilot', source: 'usage' as const };

    expect(await fitting({ notAdopted: { ...notAdopted, by: '2026-02-09' } })).toEqual([
      'ben',
      'dee',
    ]);
    expect(await fitting({ notAdopted: { ...notAdopted, by: '2026-02-10' } })).toEqual(['dee']);
  });

  it('have those to whom every rule applies', async () => {
    const rules = { teamIds: [payments], asOf: '2026-01-31', named: 2 };

    expect(await fitting(rules, [ids['ben'] ?? 0, ids['dee'] ?? 0])).toEqual(['ben']);
    expect(await fitting({})).toEqual(['ann', 'ben', 'cas', 'dee']);
    expect(await inAcme(findHumans)).toHaveProperty('size', 4);
  });

  it('are kept under one name each, found by id or name, newest first', async () => {
    const keep = (name: string) =>
      inAcme((tx) =>
        recordCohort(tx, {
          organizationId: acme,
          name,
          rules: noRules,
          memberIds: new Set([ids['ann'] ?? 0, ids['ben'] ?? 0]),
          at,
        }),
      );
    const first = await keep('First');
    const second = await keep('Second');

    expect(await keep('FIRST')).toBeNull();
    const found = await inAcme((tx) => findCohort(tx, 'first'));
    expect(found).toEqual({
      id: first,
      name: 'First',
      rules: noRules,
      size: 2,
      createdAt: at,
      frozenAt: at,
    });
    expect(await inAcme((tx) => findCohort(tx, String(second)))).toMatchObject({ name: 'Second' });
    const page = await inAcme((tx) => findCohorts(tx, { before: second, limit: 9 }));
    expect(page.map(({ id }) => id)).toEqual([first]);
  });

  it('are seen by their organisation alone', async () => {
    const there = await withOrganization(store.db, globex, async (tx) => {
      return [
        await findCohort(tx, 'First'),
        await findCohorts(tx, { before: null, limit: 9 }),
        await findCohortMembers(tx, null),
      ];
    });

    expect(there).toEqual([null, [], new Map()]);
  });

  it('keep a person who turns out to be another, once', async () => {
    const { ben = 0, dee = 0, ann = 0 } = ids;
    const before = await inAcme((tx) => findCohort(tx, 'First'));
    const id = before?.id ?? 0;

    await inAcme((tx) => movePersonRows(tx, acme, [{ from: ben, into: dee }]));
    expect(await inAcme((tx) => findCohortMembers(tx, [id]))).toEqual(
      new Map([[id, new Set([ann, dee])]]),
    );
    await inAcme((tx) => movePersonRows(tx, acme, [{ from: dee, into: ann }]));
    expect(await inAcme((tx) => findCohort(tx, 'First'))).toMatchObject({ size: 1 });
  });
});
