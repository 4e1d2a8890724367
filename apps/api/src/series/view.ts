import {
  findCohorts,
  findRepositories,
  findTeams,
  type RepositoryRow,
  type StoredCohort,
  type TeamRow,
  type Transaction,
} from '@uplift/db';
import {
  authorships,
  isKept,
  scopeKey,
  type Authorship,
  type MeasureId,
  type Scope,
} from '@uplift/metrics';

import { invalidRequest } from '../http/parse.ts';

/** What a view is narrowed to, and what it is split by. */
export type ViewRequest = {
  readonly team: TeamRow | null;
  readonly repository: RepositoryRow | null;
  readonly cohort: Pick<StoredCohort, 'id' | 'name'> | null;
  readonly authorship: Authorship | null;
  readonly by: 'team' | 'repository' | 'cohort' | 'authorship' | null;
};

/** One line of a view. */
export type ViewLine = {
  /** As the answer shows it. */
  readonly key: string;
  /** As {@link findPopulation} groups by: `all`, an id, a grade. */
  readonly group: string;
  readonly scope: Scope;
};

const MAX_LINES = 500;

/** The scope that a view is narrowed to as a whole. */
export function scopeOfView({ team, repository, cohort, authorship }: ViewRequest): Scope {
  return {
    team: team?.id ?? null,
    repository: repository?.id ?? null,
    cohort: cohort?.id ?? null,
    authorship,
  };
}

/**
 * The lines of a view: one, or one for each group of it.
 *
 * @throws {ProblemError} 400 if there are too many
 */
export async function linesOfView(tx: Transaction, view: ViewRequest): Promise<ViewLine[]> {
  const { by, authorship } = view;
  const scope = scopeOfView(view);
  if (by === null) return [{ key: 'all', group: 'all', scope }];
  if (by === 'team') return teamLines(tx, view);
  if (by === 'repository') return repositoryLines(tx, view);
  if (by === 'cohort') return cohortLines(tx, view);
  return (authorship === null ? authorships : [authorship]).map((grade) => ({
    key: grade,
    group: grade,
    scope: { ...scope, authorship: grade },
  }));
}

async function teamLines(tx: Transaction, view: ViewRequest): Promise<ViewLine[]> {
  const teams = view.team === null ? await findTeams(tx, everyOne) : [view.team];
  const scope = scopeOfView(view);
  return byKey(
    atMost(teams).map(({ id, slug }) => ({
      key: slug,
      group: String(id),
      scope: { ...scope, team: id },
    })),
  );
}

async function repositoryLines(tx: Transaction, view: ViewRequest): Promise<ViewLine[]> {
  const { repository } = view;
  const found = repository === null ? await findRepositories(tx, everyOne) : [repository];
  const scope = scopeOfView(view);
  return byKey(
    atMost(found).map(({ id, fullName }) => ({
      key: fullName,
      group: String(id),
      scope: { ...scope, repository: id },
    })),
  );
}

async function cohortLines(tx: Transaction, view: ViewRequest): Promise<ViewLine[]> {
  const { cohort } = view;
  const found =
    cohort === null ? await findCohorts(tx, { before: null, limit: MAX_LINES + 1 }) : [cohort];
  const scope = scopeOfView(view);
  return byKey(
    atMost(found).map(({ id, name }) => ({
      key: name,
      group: String(id),
      scope: { ...scope, cohort: id },
    })),
  );
}

/** By name: ids follow the order in which things were first heard of. */
function byKey(lines: readonly ViewLine[]): ViewLine[] {
  return lines.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/**
 * Whether rollups are kept of a measure for a scope: those that narrow by one thing at most, and not
 * to a cohort, which may be made at any time.
 */
export function isStored(measure: MeasureId, scope: Scope): boolean {
  return isKept(measure) && scope.cohort === null && !scopeKey(scope).includes(',');
}

const everyOne = { after: null, limit: MAX_LINES + 1 };

function atMost<Row>(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= MAX_LINES) return rows;
  throw invalidRequest([
    { in: 'query', name: 'by', detail: `would give more than ${MAX_LINES} series: narrow it down` },
  ]);
}
