import type { PopulationRequest, Transaction } from '@uplift/db';
import {
  addDays,
  dayOf,
  hiddenAtLast,
  hiddenByMinimum,
  isRevealing,
  suppressBelow,
  wholeOrganization,
  type HiddenByMinimum,
  type Scope,
  type Window,
} from '@uplift/metrics';

import { hiddenCohorts } from './hidden-cohorts.ts';
import { readPopulation } from './population.ts';
import { scopeOfView, type ViewLine, type ViewRequest } from './view.ts';

type People = ReadonlySet<number>;
type Groups = ReadonlyMap<string, People>;

/** What is asked of, and the least number of people that a figure may be about. */
export type WindowAsked = { readonly window: Window; readonly minimum: number };

/** {@link findHiddenByMinimum} at the minimum that is asked for: groups of the lines. */
export async function findHiddenLines(
  tx: Transaction,
  view: ViewRequest,
  asked: WindowAsked & { readonly lines: readonly ViewLine[] },
): Promise<ReadonlySet<string>> {
  return hiddenAtLast(await findHiddenByMinimum(tx, view, asked));
}

/**
 * Which lines of a view must not be shown, so that no figure of fewer people than the minimum can be
 * read or had by subtraction: the view itself against everybody, its lines against each other, and where
 * it is about a team's part of a cohort, each against the whole team and the whole cohort. A grade of
 * authorship is about those whom its pull requests count for; one that is about nobody reveals
 * nobody.
 *
 * @returns groups of the lines, by minimum
 */
export async function findHiddenByMinimum(
  tx: Transaction,
  view: ViewRequest,
  { lines, window, minimum: largest }: WindowAsked & { readonly lines: readonly ViewLine[] },
): Promise<HiddenByMinimum> {
  const people = await viewPeople(tx, scopeOfView(view), { window, minimum: largest });
  if (people === 'revealing') {
    return hiddenByMinimum(largest, () => lines.map(({ group }) => group));
  }
  if (view.by === null) return hiddenByMinimum(largest, () => []);

  const found = await findPeopleOfLines(tx, view, window);
  const isByAuthorship = view.by === 'authorship';
  const groups = new Map(
    lines.flatMap(({ group }) => {
      const members = found.get(group) ?? new Set<number>();
      return isByAuthorship && members.size === 0 ? [] : [[group, members] as const];
    }),
  );
  const total = isByAuthorship ? unionOf(groups.values()) : people;
  const aloneBelow = await findRevealingLines(tx, view, { groups, window, minimum: largest });
  return hiddenByMinimum(largest, (minimum, hidden) => {
    const alone = aloneBelow(minimum);
    const rest = [...groups].filter(([group]) => !alone.has(group) && !hidden.has(group));
    return [...alone, ...suppressBelow({ groups: new Map(rest), total, minimum })];
  });
}

/**
 * Lines that must not be shown whatever the others are: by the same lines of a wider view.
 *
 * @returns those by a minimum, up to the one asked for
 */
async function findRevealingLines(
  tx: Transaction,
  { by, ...view }: ViewRequest,
  { groups, window, minimum: largest }: WindowAsked & { readonly groups: Groups },
): Promise<(minimum: number) => ReadonlySet<string>> {
  const scope = scopeOfView({ ...view, by });
  const isByCohort = by === 'cohort';
  const cohorts = isByCohort ? await findHiddenCohorts(tx, { window, minimum: largest }) : null;
  const wider = [
    ...(scope.cohort !== null && !isByCohort ? [{ ...scope, cohort: null }] : []),
    ...(scope.team !== null && isByCohort ? [{ ...scope, team: null }] : []),
  ];
  const found: Groups[] = [];
  for (const whole of wider) {
    found.push(await readPopulation(tx, requestOf(whole, window, by)));
  }
  return (minimum) => {
    const told = [...groups].filter(([group, part]) =>
      found.some((wholes) => isRevealing({ part, whole: wholes.get(group) ?? part, minimum })),
    );
    return new Set([...(cohorts?.get(minimum) ?? []), ...told.map(([group]) => group)]);
  };
}

/** Whom each line of a view is about; lines without people are left out. */
export function findPeopleOfLines(
  tx: Transaction,
  view: ViewRequest,
  window: Window,
): Promise<Groups> {
  return readPopulation(tx, requestOf(scopeOfView(view), window, view.by));
}

/** Whether a view narrowed to a scope would tell of fewer people than the minimum. */
export async function isTooSmall(
  tx: Transaction,
  scope: Scope,
  asked: WindowAsked,
): Promise<boolean> {
  return (await viewPeople(tx, scope, asked)) === 'revealing';
}

/** Whom a view is about as a whole, unless that is too few, or all but too few. */
async function viewPeople(
  tx: Transaction,
  scope: Scope,
  { window, minimum }: WindowAsked,
): Promise<People | 'revealing'> {
  const everybody = await peopleOf(tx, wholeOrganization, window);
  // Where nobody is known there is nobody to protect, and an empty page should say so.
  if (everybody.size === 0) return everybody;
  if (everybody.size < minimum) return 'revealing';

  const place = { ...scope, authorship: null };
  const inPlace = await placePeople(tx, place, { everybody, window, minimum });
  if (inPlace === 'revealing' || scope.authorship === null) return inPlace;

  const byGrade = await readPopulation(tx, requestOf(place, window, 'authorship'));
  const part = byGrade.get(scope.authorship) ?? new Set();
  const whole = unionOf(byGrade.values());
  const isHidden = part.size > 0 && isRevealing({ part, whole, minimum });
  return isHidden ? 'revealing' : part;
}

/** The people of a team, repository and cohort. */
async function placePeople(
  tx: Transaction,
  place: Scope,
  { everybody, window, minimum }: WindowAsked & { readonly everybody: People },
): Promise<People | 'revealing'> {
  const { team, repository, cohort } = place;
  if (team === null && repository === null && cohort === null) return everybody;
  const part = await peopleOf(tx, place, window);
  if (isRevealing({ part, whole: everybody, minimum })) return 'revealing';
  if (cohort === null) return part;

  const hidden = hiddenAtLast(await findHiddenCohorts(tx, { window, minimum }));
  if (hidden.has(String(cohort))) return 'revealing';
  const wider = [
    { ...place, cohort: null },
    ...(team === null ? [] : [{ ...place, team: null }]),
    ...(team === null || repository === null ? [] : [{ ...place, team: null, cohort: null }]),
  ];
  for (const scope of wider) {
    const whole = await peopleOf(tx, scope, window);
    if (isRevealing({ part, whole, minimum })) return 'revealing';
  }
  return part;
}

async function findHiddenCohorts(
  tx: Transaction,
  { window, minimum }: WindowAsked,
): Promise<HiddenByMinimum> {
  const by = (group: PopulationRequest['by']) =>
    readPopulation(tx, requestOf(wholeOrganization, window, group));
  const people = {
    everybody: (await by(null)).get('all') ?? new Set<number>(),
    teams: await by('team'),
    cohorts: await by('cohort'),
  };
  return hiddenCohorts(people, minimum);
}

async function peopleOf(tx: Transaction, scope: Scope, window: Window): Promise<People> {
  const people = await readPopulation(tx, requestOf(scope, window, null));
  return people.get('all') ?? new Set();
}

function requestOf(scope: Scope, window: Window, by: PopulationRequest['by']): PopulationRequest {
  const lastDay = dayOf(new Date(window.to.getTime() - 1));
  return { ...scope, from: dayOf(window.from), to: addDays(lastDay, 1), by };
}

function unionOf(groups: Iterable<People>): Set<number> {
  return new Set([...groups].flatMap((people) => [...people]));
}
