import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { bigintArray } from './json-rows.ts';

/** Ids of people, repositories and teams. */
export type StoredIds = {
  readonly people: Iterable<number>;
  readonly repositories: Iterable<number>;
  readonly teams: Iterable<number>;
};

/**
 * The same ids by GitHub's numbers, then by name: in an order that is the same in every database that
 * knows the same of them. Ids themselves follow the order in which things were first heard of.
 */
export async function findStandingOrder(
  tx: Transaction,
  { people, repositories, teams }: StoredIds,
): Promise<{ [Kind in keyof StoredIds]: number[] }> {
  return {
    people: await inOrder(tx, people, { table: sql`people`, name: sql`login` }),
    repositories: await inOrder(tx, repositories, {
      table: sql`repositories`,
      name: sql`full_name`,
    }),
    teams: await inOrder(tx, teams, { table: sql`teams`, name: sql`slug` }),
  };
}

async function inOrder(
  tx: Transaction,
  ids: Iterable<number>,
  { table, name }: { readonly table: SQL; readonly name: SQL },
): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`
    select id from ${table} where id = any(${bigintArray(ids)})
    order by github_id nulls last, lower(${name}) collate "C"`,
  );
  return rows.map(({ id }) => id);
}
