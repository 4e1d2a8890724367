import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { catalogue } from '../catalogue.ts';
import { measureIds, type MeasureId } from '../measure.ts';
import type { Measurement } from '../measurement.ts';
import { factSets, scopes } from '../testing/facts.ts';
import { bucketsIn, type Grain, type Window } from '../window.ts';
import { computeRollups } from './compute-rollups.ts';
import type { FactSet } from './fact-set.ts';
import { factKindsOf, isWithinGrade, measureScopes } from './measure-scopes.ts';
import type { Scope } from './scope.ts';

const span: Window = { from: new Date('2026-02-01'), to: new Date('2026-05-01') };
const asked = fc.record({
  measure: fc.constantFrom<MeasureId>(...measureIds),
  grain: fc.constantFrom<Grain>('day', 'week', 'month'),
});
const bucketsOf = (grain: Grain) => bucketsIn(grain, span).map((window) => ({ grain, ...window }));

/** The facts of a measure's kinds alone, and of the scope's repository, team and grade alone. */
function limited(facts: FactSet, measure: MeasureId, scope: Scope): FactSet {
  const kinds = new Set(factKindsOf(measure));
  const team = new Set(
    facts.memberships.filter(({ teamId }) => teamId === scope.team).map((one) => one.personId),
  );
  const hasPerson = (person: number | null): boolean =>
    scope.team === null || (person !== null && team.has(person));
  const hasPlace = (row: { readonly repositoryId: number }): boolean =>
    scope.repository === null || row.repositoryId === scope.repository;
  const hasGrade = (row: FactSet['reviews'][number] | FactSet['pullRequests'][number]): boolean =>
    scope.authorship === null || !isWithinGrade(measure) || row.authorship === scope.authorship;
  const all = <Row>(kind: Parameters<typeof kinds.has>[0], rows: readonly Row[]) =>
    kinds.has(kind) ? rows : [];
  return {
    ...facts,
    pullRequests: all('pull_requests', facts.pullRequests).filter(
      (row) => hasPlace(row) && hasGrade(row) && hasPerson(row.personId),
    ),
    reviews: all('reviews', facts.reviews).filter(
      (row) => hasPlace(row) && hasGrade(row) && hasPerson(row.reviewerId),
    ),
    presence: all('presence', facts.presence).filter(
      (row) => hasPlace(row) && hasPerson(row.personId),
    ),
    seats: all('seats', facts.seats),
    usageDays: all('usage', facts.usageDays).filter(({ personId }) => hasPerson(personId)),
    toolStarts: all('usage', facts.toolStarts).filter(({ personId }) => hasPerson(personId)),
  };
}

test('a measure of the facts that it needs is the measure of all facts', () => {
  fc.assert(
    fc.property(factSets, scopes, asked, (facts, scope, { measure, grain }) => {
      const request = { buckets: bucketsOf(grain), scopes: [scope] };
      const whole = new Map(
        computeRollups({ ...request, facts }).map((rollup) => [
          rollup.from.getTime(),
          rollup.measures[measure],
        ]),
      );
      const own = limited(facts, measure, scope);
      const alone = new Map(
        measureScopes({ ...request, measure, facts: own }).map((one) => [
          one.from.getTime(),
          one.measurement,
        ]),
      );
      for (const { from } of request.buckets) {
        const at = from.getTime();
        expect(told(measure, alone.get(at))).toEqual(told(measure, whole.get(at)));
      }
    }),
    { numRuns: 300 },
  );
});

/** A measurement as people are told it: of nothing a count is zero, and there is nothing else. */
function told(measure: MeasureId, found: Measurement | undefined): unknown {
  if (found === undefined && catalogue[measure].unit === 'count') return 0;
  if (found === undefined || found.status === 'insufficient_data') return found?.sampleSize ?? 0;
  return found.sampleSize === 0 && found.value === 0 && catalogue[measure].unit === 'count'
    ? 0
    : found;
}
