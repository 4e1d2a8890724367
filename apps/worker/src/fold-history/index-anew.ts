import type { NamedRef } from '@uplift/db';
import type { AccountRef, Actor, Observation } from '@uplift/metrics';

import { indexNames, planNames, type NameIndex } from '../store-observations/plan-names.ts';
import { indexPeople, planPeople } from '../store-observations/plan-people.ts';
import { distinctPeople, keyOf } from '../store-observations/resolve-people.ts';
import { byStandingOrder } from '../run-comparison/standing-order.ts';

/**
 * Numbers names from 1 in their standing order, told apart as in a store that knew none of them
 * before.
 */
export function indexNamesAnew(refs: readonly NamedRef[]): {
  readonly idOf: NameIndex;
  readonly nameOf: (id: number) => string;
} {
  const rows = planNames([], refs)
    .inserted.toSorted(byStandingOrder)
    .map((row, index) => ({ ...row, id: index + 1 }));
  return { idOf: indexNames(rows), nameOf: (id) => rows[id - 1]?.name ?? '' };
}

/** The account behind an account that a source names. */
export type ActorOf = (ref: AccountRef) => Actor;

/**
 * Numbers accounts from 1 in their standing order, told apart as in a store that knew none of them
 * before.
 */
export function indexAccountsAnew(observations: readonly Observation[]): {
  readonly actorOf: ActorOf;
  /** By id, from the first on. */
  readonly actors: readonly Actor[];
} {
  const refs = distinctPeople(observations);
  const rows = planPeople([], [...refs.values()])
    .inserted.toSorted((a, b) => byStandingOrder({ ...a, name: a.login }, { ...b, name: b.login }))
    .map((row, index) => ({ ...row, id: index + 1 }));
  const idOf = indexPeople(rows);
  const actors = rows.map(({ id, login, kind }) => ({ id, login, kind }));
  const known = new Map(Array.from(refs, ([key, ref]) => [key, actors[idOf(ref) - 1]]));
  const actorOf: ActorOf = (ref) => {
    const actor = known.get(keyOf(ref));
    if (actor === undefined) throw new Error('an account was not resolved');
    return actor;
  };
  return { actorOf, actors };
}
