import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { rowsOf, type OpenDatabase, type Transaction } from '../client.ts';
import { dialects, openTestStore, planOf } from '../testing/index.ts';
import { withOrganization } from '../with-organization.ts';
import { findAccount, findAccountsByLogin } from './accounts.ts';
import { findOrganizationsNamed, insertOrganizations } from './organizations.ts';
import { findPeopleNamed, insertPeople } from './people.ts';

const PEOPLE = 3000;

describe.each(dialects)('people looked up by login on %s', (dialect) => {
  let store: OpenDatabase;
  let organizationId = 0;
  beforeAll(async () => {
    store = await openTestStore(dialect);
    const acme = { githubId: 9, name: 'acme' };
    await insertOrganizations(store.db, [acme]);
    organizationId = (await findOrganizationsNamed(store.db, [acme]))[0]?.id ?? 0;
    await within((tx) =>
      insertPeople(
        tx,
        organizationId,
        Array.from({ length: PEOPLE }, (_, index) => ({
          githubId: index % 3 === 0 ? null : index + 1,
          login: `Person-${index}`,
          kind: 'human',
          mergedIntoId: null,
        })),
      ),
    );
  });
  afterAll(async () => store.close());

  const within = <Found>(look: (tx: Transaction) => Promise<Found>) =>
    withOrganization(store.db, organizationId, look);

  it('are found in any case, and by a login beside a number only where they have none', async () => {
    const names = {
      githubIds: [2],
      logins: ['person-3', 'person-4'],
      numberedLogins: ['person-6', 'person-7'],
    };

    const found = await within((tx) => findPeopleNamed(tx, names));

    // Person-1 by its number 2; Person-7 has a number of its own and is not meant
    expect(found.map(({ login }) => login)).toEqual([
      'Person-1',
      'Person-3',
      'Person-4',
      'Person-6',
    ]);
    expect(await within((tx) => findAccount(tx, 'PERSON-8'))).toMatchObject({ login: 'Person-8' });
  });

  it.each([
    {
      by: 'sources',
      look: (tx: Transaction) =>
        findPeopleNamed(tx, {
          githubIds: [2],
          logins: ['person-3', 'person-4'],
          numberedLogins: ['person-6'],
        }),
    },
    { by: 'a name', look: (tx: Transaction) => findAccount(tx, 'Person-8') },
    { by: 'names', look: (tx: Transaction) => findAccountsByLogin(tx, ['Person-8', 'Person-9']) },
  ])(
    'named by $by are looked up in an index, bound by the policies as they are',
    async ({ look }) => {
      const { user, steps } = await within(async (tx) => {
        const [row] = await rowsOf<{ isFree: boolean }>(
          tx,
          sql`select rolsuper or rolbypassrls as "isFree" from pg_roles where rolname = current_user`,
        );
        await tx.execute(sql`set local enable_seqscan = on`);
        return { user: row, steps: await planOf(tx, look) };
      });

      // given nobody here could see past the policies
      expect(user?.isFree).toBe(false);
      // then nobody reads everybody, and the login is what the index is asked for
      const read = steps.filter(({ relation }) => relation === 'people');
      expect(read.map(({ node }) => node)).not.toContain('Seq Scan');
      const conditions = steps.flatMap(({ index, condition }) =>
        index?.startsWith('people_login') === true ? [condition] : [],
      );
      expect(conditions.length).toBeGreaterThan(0);
      for (const condition of conditions) expect(condition).toContain('login_key');
    },
  );
});
