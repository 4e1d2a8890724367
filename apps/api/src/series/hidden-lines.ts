import { findPopulation, type PopulationRequest, type Transaction } from '@uplift/db';
import {
  addDays,
  dayOf,
  isRevealing,
  MINIMUM_GROUP,
  suppressSmallGroups,
  type Scope,
  type Window,
} from '@uplift/metrics';

import { scopeOfView, type ViewLine, type ViewRequest } from './view.ts';

/**
 * Which lines of a view must not be shown, so that no figure of fewer than five people can be read
 * or had by subtraction: the view itself against everybody, and its lines against each other. A
 * grade of authorship is about those whom its pull requests count for; one that is about nobody
 * reveals nobody.
 *
 * @returns groups of the lines
 */
export async function findHiddenLines(
  tx: Transaction,
  view: ViewRequest,
  { lines, window }: { readonly lines: readonly ViewLine[]; readonly window: Window },
): Promise<ReadonlySet<string>> {
  const all = new Set(lines.map(({ group }) => group));
  const people = await viewPeople(tx, scopeOfView(view), window);
  if (people === 'revealing') return all;
  if (view.by === null) return new Set();

  const found = await findPeopleOfLines(tx, view, window);
  const isByAuthorship = view.by === 'authorship';
  const groups = new Map(
    lines.flatMap(({ group }) => {
      const members = found.get(group) ?? new Set<number>();
      return isByAuthorship && members.size === 0 ? [] : [[group, members] as const];
    }),
  );
  const total = isByAuthorship ? unionOf(groups.values()) : people;
  return suppressSmallGroups({ groups, total });
}

/** Whom each line of a view is about; lines without people are left out. */
export function findPeopleOfLines(
  tx: Transaction,
  view: ViewRequest,
  window: Window,
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  return findPopulation(tx, requestOf(scopeOfView(view), window, view.by));
}

/** Whether a view narrowed to a scope would tell of fewer than five people. */
export async function isTooSmall(tx: Transaction, scope: Scope, window: Window): Promise<boolean> {
  return (await viewPeople(tx, scope, window)) === 'revealing';
}

/** Whom a view is about as a whole, unless that is too few, or all but too few. */
async function viewPeople(
  tx: Transaction,
  scope: Scope,
  window: Window,
): Promise<ReadonlySet<number> | 'revealing'> {
  const everybody = await peopleOf(tx, { team: null, repository: null, authorship: null }, window);
  // Where nobody is known there is nobody to protect, and an empty page should say so.
  if (everybody.size === 0) return everybody;
  if (everybody.size < MINIMUM_GROUP) return 'revealing';

  const place = { ...scope, authorship: null };
  const isPlaced = scope.team !== null || scope.repository !== null;
  const inPlace = isPlaced ? await peopleOf(tx, place, window) : everybody;
  if (isPlaced && isRevealing({ part: inPlace, whole: everybody })) return 'revealing';
  if (scope.authorship === null) return inPlace;

  const byGrade = await findPopulation(tx, requestOf(place, window, 'authorship'));
  const part = byGrade.get(scope.authorship) ?? new Set();
  const isHidden = part.size > 0 && isRevealing({ part, whole: unionOf(byGrade.values()) });
  return isHidden ? 'revealing' : part;
}

async function peopleOf(
  tx: Transaction,
  scope: Scope,
  window: Window,
): Promise<ReadonlySet<number>> {
  const people = await findPopulation(tx, requestOf(scope, window, null));
  return people.get('all') ?? new Set();
}

function requestOf(scope: Scope, window: Window, by: PopulationRequest['by']): PopulationRequest {
  const lastDay = dayOf(new Date(window.to.getTime() - 1));
  return { ...scope, from: dayOf(window.from), to: addDays(lastDay, 1), by };
}

function unionOf(groups: Iterable<ReadonlySet<number>>): Set<number> {
  return new Set([...groups].flatMap((people) => [...people]));
}
