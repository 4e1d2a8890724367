import type { PopulationRequest, Transaction } from '@uplift/db';
import {
  addDays,
  dayOf,
  isRevealing,
  MINIMUM_GROUP,
  suppressSmallGroups,
  wholeOrganization,
  type Scope,
  type Window,
} from '@uplift/metrics';

import { hiddenCohorts } from './hidden-cohorts.ts';
import { readPopulation } from './population.ts';
import { scopeOfView, type ViewLine, type ViewRequest } from './view.ts';

type People = ReadonlySet<number>;
type Groups = ReadonlyMap<string, People>;

/**
 * Which lines of a view must not be shown, so that no figure of fewer than five people can be read
 * or had by subtraction: the view itself against everybody, its lines against each other, and where
 * it is about a team's part of a cohort, each against the whole team and the whole cohort. A grade of
 * authorship is about those whom its pull requests count for; one that is about nobody reveals
 * nobody.
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
  const alone = await findRevealingLines(tx, view, { groups, window });
  const rest = new Map([...groups].filter(([group]) => !alone.has(group)));
  return new Set([...alone, ...suppressSmallGroups({ groups: rest, total })]);
}

/** Lines that must not be shown whatever the others are: by the same lines of a wider view. */
async function findRevealingLines(
  tx: Transaction,
  { by, ...view }: ViewRequest,
  { groups, window }: { readonly groups: Groups; readonly window: Window },
): Promise<ReadonlySet<string>> {
  const scope = scopeOfView({ ...view, by });
  const isByCohort = by === 'cohort';
  const hidden = new Set(isByCohort ? await findHiddenCohorts(tx, window) : []);
  const wider = [
    ...(scope.cohort !== null && !isByCohort ? [{ ...scope, cohort: null }] : []),
    ...(scope.team !== null && isByCohort ? [{ ...scope, team: null }] : []),
  ];
  for (const whole of wider) {
    const wholes = await readPopulation(tx, requestOf(whole, window, by));
    for (const [group, part] of groups) {
      if (isRevealing({ part, whole: wholes.get(group) ?? part })) hidden.add(group);
    }
  }
  return hidden;
}

/** Whom each line of a view is about; lines without people are left out. */
export function findPeopleOfLines(
  tx: Transaction,
  view: ViewRequest,
  window: Window,
): Promise<Groups> {
  return readPopulation(tx, requestOf(scopeOfView(view), window, view.by));
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
): Promise<People | 'revealing'> {
  const everybody = await peopleOf(tx, wholeOrganization, window);
  // Where nobody is known there is nobody to protect, and an empty page should say so.
  if (everybody.size === 0) return everybody;
  if (everybody.size < MINIMUM_GROUP) return 'revealing';

  const place = { ...scope, authorship: null };
  const inPlace = await placePeople(tx, place, { everybody, window });
  if (inPlace === 'revealing' || scope.authorship === null) return inPlace;

  const byGrade = await readPopulation(tx, requestOf(place, window, 'authorship'));
  const part = byGrade.get(scope.authorship) ?? new Set();
  const isHidden = part.size > 0 && isRevealing({ part, whole: unionOf(byGrade.values()) });
  return isHidden ? 'revealing' : part;
}

/** The people of a team, repository and cohort. */
async function placePeople(
  tx: Transaction,
  place: Scope,
  { everybody, window }: { readonly everybody: People; readonly window: Window },
): Promise<People | 'revealing'> {
  const { team, repository, cohort } = place;
  if (team === null && repository === null && cohort === null) return everybody;
  const part = await peopleOf(tx, place, window);
  if (isRevealing({ part, whole: everybody })) return 'revealing';
  if (cohort === null) return part;

  if ((await findHiddenCohorts(tx, window)).has(String(cohort))) return 'revealing';
  const wider = [
    { ...place, cohort: null },
    ...(team === null ? [] : [{ ...place, team: null }]),
    ...(team === null || repository === null ? [] : [{ ...place, team: null, cohort: null }]),
  ];
  for (const scope of wider) {
    if (isRevealing({ part, whole: await peopleOf(tx, scope, window) })) return 'revealing';
  }
  return part;
}

async function findHiddenCohorts(tx: Transaction, window: Window): Promise<ReadonlySet<string>> {
  const by = (group: PopulationRequest['by']) =>
    readPopulation(tx, requestOf(wholeOrganization, window, group));
  return hiddenCohorts({
    everybody: (await by(null)).get('all') ?? new Set(),
    teams: await by('team'),
    cohorts: await by('cohort'),
  });
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
