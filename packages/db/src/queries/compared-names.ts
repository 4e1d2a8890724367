import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { bigintArray } from './json-rows.ts';

/** Ids of the people, repositories and teams of a comparison. */
export type ComparedIds = {
  readonly people: Iterable<number>;
  readonly repositories: Iterable<number>;
  readonly teams: Iterable<number>;
};

/** What GitHub calls a thing: its number, where it is known, and its name. */
export type ComparedName = {
  readonly id: number;
  readonly githubId: number | null;
  readonly name: string;
};

/** What GitHub calls the people, repositories and teams of a comparison. */
export async function findComparedNames(
  tx: Transaction,
  { people, repositories, teams }: ComparedIds,
): Promise<Readonly<Record<keyof ComparedIds, readonly ComparedName[]>>> {
  return {
    people: await namesOf(tx, people, { table: sql`people`, name: sql`login` }),
    repositories: await namesOf(tx, repositories, {
      table: sql`repositories`,
      name: sql`full_name`,
    }),
    teams: await namesOf(tx, teams, { table: sql`teams`, name: sql`slug` }),
  };
}

function namesOf(
  tx: Transaction,
  ids: Iterable<number>,
  { table, name }: { readonly table: SQL; readonly name: SQL },
): Promise<ComparedName[]> {
  return rowsOf<ComparedName>(
    tx,
    sql`select id, github_id as "githubId", ${name} as name from ${table} where id = any(${bigintArray(ids)})`,
  );
}
