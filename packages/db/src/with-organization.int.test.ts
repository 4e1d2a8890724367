import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { rowsOf, type OpenDatabase, type Queryable } from './client.ts';
import { organizations, teams } from './schema/index.ts';
import { dialects, openTestStore } from './testing/index.ts';
import { withOrganization } from './with-organization.ts';

describe.each(dialects)('work inside an organisation, on %s', (dialect) => {
  let store: OpenDatabase;
  let acme: number;
  let globex: number;

  const addOrganization = async (login: string) => {
    const [added] = await store.db.insert(organizations).values({ login }).returning();
    if (added === undefined) throw new Error('nothing was added');
    return added.id;
  };
  const addTeam = (tx: Queryable, organizationId: number, slug: string) =>
    tx.insert(teams).values({ organizationId, slug, name: slug });
  const slugs = async (tx: Queryable) => (await tx.select().from(teams)).map(({ slug }) => slug);

  beforeAll(async () => {
    store = await openTestStore(dialect);
    acme = await addOrganization('acme');
    globex = await addOrganization('globex');
    await withOrganization(store.db, acme, (tx) => addTeam(tx, acme, 'anvils'));
    await withOrganization(store.db, globex, (tx) => addTeam(tx, globex, 'globes'));
  });
  afterAll(async () => store.close());

  it('sees its own rows only, without a word in the query', async () => {
    expect(await withOrganization(store.db, acme, slugs)).toEqual(['anvils']);
    expect(await withOrganization(store.db, globex, slugs)).toEqual(['globes']);
  });

  it('cannot write a row of another organisation', async () => {
    await expect(
      withOrganization(store.db, acme, (tx) => addTeam(tx, globex, 'intruders')),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('row-level security') } });
  });

  it('cannot change or delete a row of another organisation', async () => {
    await withOrganization(store.db, acme, async (tx) => {
      await tx.update(teams).set({ name: 'taken' }).where(eq(teams.slug, 'globes'));
      await tx.delete(teams).where(eq(teams.slug, 'globes'));
    });
    const [globes] = await withOrganization(store.db, globex, (tx) => tx.select().from(teams));
    expect(globes?.name).toBe('globes');
  });

  it('keeps organisations apart inside one transaction too, and lets go at the end of each', async () => {
    await store.db.transaction(async (tx) => {
      expect(await withOrganization(tx, acme, slugs)).toEqual(['anvils']);
      expect(await withOrganization(tx, globex, slugs)).toEqual(['globes']);
      const [tenant] = await rowsOf<{ id: string }>(
        tx,
        sql`select current_setting('uplift.organization_id', true) as id`,
      );
      expect(tenant?.id).toBe('');
    });
  });

  it('goes on inside an organisation that it is in already, and enters no other', async () => {
    await withOrganization(store.db, acme, async (tx) => {
      expect(await withOrganization(tx, acme, slugs)).toEqual(['anvils']);
      expect(await slugs(tx)).toEqual(['anvils']);
      await expect(withOrganization(tx, globex, slugs)).rejects.toThrow('inside organisation');
    });
    const leaving = withOrganization(store.db, acme, async (tx) => {
      await withOrganization(tx, acme, slugs);
      await addTeam(tx, globex, 'intruders');
    });
    await expect(leaving).rejects.toMatchObject({
      cause: { message: expect.stringContaining('row-level security') },
    });
  });

  it('leaves nothing behind when the work fails', async () => {
    const failing = withOrganization(store.db, acme, async (tx) => {
      await addTeam(tx, acme, 'short-lived');
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await withOrganization(store.db, acme, slugs)).toEqual(['anvils']);
  });
});
