import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { catalogue } from '../catalogue.ts';
import { measureIds, type MeasureId } from '../measure.ts';
import type { Measurement } from '../measurement.ts';
import { factSets, instants, scopes } from '../testing/facts.ts';
import { bucketsIn, type Grain, type Window } from '../window.ts';
import { computeRollups, measureAll } from './compute-rollups.ts';
import { indexFacts } from './fact-index.ts';
import type { FactSet } from './fact-set.ts';
import { wholeOrganization, type Scope } from './scope.ts';
import { factsOfBucket, factsOfScope } from './scope-facts.ts';

const span: Window = { from: new Date('2026-02-01'), to: new Date('2026-05-01') };
const grain: fc.Arbitrary<Grain> = fc.constantFrom('day', 'week', 'month');
const bucketsOf = (of: Grain) => bucketsIn(of, span).map((window) => ({ grain: of, ...window }));

function measuresOf(facts: FactSet, scope: Scope, window: Window): Record<MeasureId, Measurement> {
  return measureAll(factsOfBucket(factsOfScope(indexFacts(facts), scope), window));
}

const countOf = (measurement: Measurement): number =>
  measurement.status === 'measured' ? measurement.value : Number.NaN;

const numbersOf = (measurement: Measurement): number[] =>
  measurement.status === 'measured'
    ? [
        measurement.value,
        measurement.p75 ?? 0,
        measurement.p90 ?? 0,
        measurement.mean ?? 0,
        ...(measurement.interval ?? []),
      ]
    : [];

test('the order of facts does not matter, and computing again gives the same', () => {
  fc.assert(
    fc.property(factSets, scopes, grain, (facts, scope, of) => {
      const reversed: FactSet = {
        pullRequests: facts.pullRequests.toReversed(),
        reviews: facts.reviews.toReversed(),
        presence: facts.presence.toReversed(),
        memberships: facts.memberships.toReversed(),
        cohortMembers: facts.cohortMembers.toReversed(),
        seats: facts.seats.toReversed(),
        usageDays: facts.usageDays.toReversed(),
        toolStarts: facts.toolStarts.toReversed(),
        usageKnownFrom: facts.usageKnownFrom,
        deployments: facts.deployments.toReversed(),
        delivered: facts.delivered.toReversed(),
      };
      const request = { buckets: bucketsOf(of), scopes: [scope] };
      const rollups = computeRollups({ ...request, facts });

      expect(computeRollups({ ...request, facts })).toEqual(rollups);
      const again = computeRollups({ ...request, facts: reversed });
      // Sums of floating-point numbers may differ in their last digit.
      expect(rounded(again)).toEqual(rounded(rollups));
    }),
  );
});

const rounded = (value: unknown): string =>
  JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'number' ? Number(field.toPrecision(10)) : field,
  );

test('neighbouring windows partition: what is counted in both is counted in one', () => {
  const cuts = fc.uniqueArray(instants, { minLength: 3, maxLength: 3, selector: Number });
  fc.assert(
    fc.property(factSets, scopes, cuts, (facts, scope, three) => {
      const [a, b, c] = three.toSorted((left, right) => left.getTime() - right.getTime());
      if (a === undefined || b === undefined || c === undefined) return;
      const ofScope = factsOfScope(indexFacts(facts), scope);
      const whole = factsOfBucket(ofScope, { from: a, to: c });
      const first = factsOfBucket(ofScope, { from: a, to: b });
      const second = factsOfBucket(ofScope, { from: b, to: c });

      for (const list of ['merged', 'opened', 'closed', 'reviews'] as const) {
        expect([...first[list], ...second[list]]).toEqual(whole[list]);
      }
      for (const weeks of ['developerWeeks', 'reviewerWeeks'] as const) {
        expect(first[weeks].total + second[weeks].total).toBeCloseTo(whole[weeks].total, 9);
      }
      expect(new Set([...first.presentPeople, ...second.presentPeople])).toEqual(
        whole.presentPeople,
      );
    }),
  );
});

test('what is open at the end is what was open before, plus opened, less closed', () => {
  const noTeam = scopes.map((scope) => ({ ...scope, team: null }));
  fc.assert(
    fc.property(factSets, noTeam, grain, (facts, scope, of) => {
      let open = 0;
      for (const bucket of bucketsIn(of, span)) {
        const cut = factsOfBucket(factsOfScope(indexFacts(facts), scope), bucket);
        open += cut.opened.length - cut.closed.length;

        expect(cut.openAtEnd).toBe(open);
      }
    }),
    { numRuns: 30 },
  );
});

test('the weeks of February 2026 sum to the month, which starts on a Sunday, from its first Monday', () => {
  // 2 February to 2 March 2026 are four whole weeks.
  const aligned: Window = { from: new Date('2026-02-02'), to: new Date('2026-03-02') };
  fc.assert(
    fc.property(factSets, scopes, (facts, scope) => {
      const whole = measuresOf(facts, scope, aligned);
      const weeks = bucketsIn('week', aligned).map((week) => measuresOf(facts, scope, week));

      expect(weeks).toHaveLength(4);
      for (const id of ['merged', 'opened'] as const) {
        const sum = weeks.reduce((total, week) => total + countOf(week[id]), 0);
        expect(sum).toBe(countOf(whole[id]));
      }
    }),
  );
});

test('no figure is negative or unbounded, and shares stay within [0, 1]', () => {
  fc.assert(
    fc.property(factSets, scopes, grain, (facts, scope, of) => {
      for (const { measures } of computeRollups({
        buckets: bucketsOf(of),
        scopes: [scope],
        facts,
      })) {
        for (const id of measureIds) {
          const most = catalogue[id].unit === 'share' ? 1 : Number.MAX_VALUE;
          expect(numbersOf(measures[id]).every((value) => value >= 0 && value <= most)).toBe(true);
        }
      }
    }),
  );
});

test('a bucket computed alone equals the same bucket among many scopes and buckets', () => {
  fc.assert(
    fc.property(factSets, scopes, (facts, scope) => {
      const buckets = bucketsOf('week');
      const all = computeRollups({ buckets, scopes: [wholeOrganization, scope], facts });
      const alone = [wholeOrganization, scope].flatMap((one) =>
        buckets.flatMap((bucket) => computeRollups({ buckets: [bucket], scopes: [one], facts })),
      );

      expect(alone).toEqual(all);
    }),
    { numRuns: 30 },
  );
});

test('left-out buckets hold nothing that could be measured', () => {
  fc.assert(
    fc.property(factSets, scopes, grain, (facts, scope, of) => {
      const buckets = bucketsOf(of);
      const kept = new Set(
        computeRollups({ buckets, scopes: [scope], facts }).map(({ from }) => from.getTime()),
      );
      for (const bucket of buckets.filter(({ from }) => !kept.has(from.getTime()))) {
        const measures = measuresOf(facts, scope, bucket);
        const values = measureIds
          .filter((id) => id !== 'ai_share')
          .flatMap((id) => numbersOf(measures[id]));
        expect(values.every((value) => value === 0)).toBe(true);
      }
    }),
  );
});

test('a cohort is measured as a team would be that always had the same people', () => {
  const within = scopes.map((scope) => ({ ...scope, team: null, cohort: null }));
  fc.assert(
    fc.property(factSets, within, grain, (facts, scope, of) => {
      const asTeam = facts.cohortMembers.map(({ cohortId, personId }) => {
        return { teamId: cohortId, personId, from: '1900-01-01', to: null };
      });
      const measured = (rest: FactSet, narrowed: Scope) =>
        computeRollups({ buckets: bucketsOf(of), scopes: [narrowed], facts: rest }).map(
          ({ measures }) => measures,
        );

      expect(measured(facts, { ...scope, cohort: 1 })).toEqual(
        measured({ ...facts, memberships: asTeam }, { ...scope, team: 1 }),
      );
    }),
  );
});
