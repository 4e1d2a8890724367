import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumberOf, dayOf } from '../calendar/days.ts';
import type { ComparisonResult } from '../comparison.ts';
import { distance } from '../testing/distance.ts';
import { controlledComparison, type ControlledOptions } from './controlled-comparison.ts';
import type { ControlledDeveloper, ControlledInput } from './controlled-input.ts';
import { handMadeInput, pullOf } from './hand-made.ts';

const stamp = { dataVersion: '7', computedAt: new Date('2026-12-01T12:00:00Z') };
const RUNS = { numRuns: 10 };
const DAY_MILLISECONDS = 86_400_000;

const answerOf = (input: ControlledInput, options: ControlledOptions = { light: true }) =>
  controlledComparison(input, stamp, options);

const addDays = (day: string, days: number) => dayOf(dayNumberOf(day) + days);

const measures = fc.constantFrom('cycle_time' as const, 'throughput' as const);

/** Small worlds of every kind, by developers or by teams. */
const worlds: fc.Arbitrary<ControlledInput> = fc
  .record({
    measure: measures,
    developers: fc.integer({ min: 24, max: 48 }),
    weeks: fc.integer({ min: 24, max: 34 }),
    byTeam: fc.boolean(),
    never: fc.integer({ min: 2, max: 4 }),
    effectPercent: fc.constantFrom(-30, 0, 25),
    seed: fc.nat(1_000),
  })
  .map(({ byTeam, never, ...world }) => {
    const teamOf = (id: number) => Math.floor(id / 2);
    const weekOf = (group: number) => [13, 15, 18][group % (3 + never)] ?? null;
    return handMadeInput({
      ...world,
      teamOf,
      adopts: (id) => weekOf(byTeam ? teamOf(id) : id),
    });
  });

/** All numbers of a light answer. */
function numbersOf({ effect, levels, n }: ComparisonResult): readonly (number | null)[] {
  const { percent, interval, p } = effect;
  const { before, after, expected = null } = levels;
  return [percent, ...(interval ?? []), p, before, after, expected, ...Object.values(n)];
}

/** The same answer but for what it says of its own input. */
function withoutRecord(answer: ComparisonResult) {
  return { ...answer, data: null, exclusions: null };
}

function law(
  change: (input: ControlledInput) => ControlledInput,
  expectation: (changed: ComparisonResult, before: ComparisonResult) => void,
) {
  return fc.property(worlds, (input) => {
    expectation(answerOf(change(input)), answerOf(input));
  });
}

const sameNumbers = (changed: ComparisonResult, before: ComparisonResult) => {
  expect(distance(numbersOf(changed), numbersOf(before))).toBeLessThan(1e-6);
  expect(changed.verdict.claim).toBe(before.verdict.claim);
};
const sameAnswer = (changed: ComparisonResult, before: ComparisonResult) => {
  expect(withoutRecord(changed)).toEqual(withoutRecord(before));
};

function renamed(input: ControlledInput, name: (id: number) => number): ControlledInput {
  return {
    ...input,
    developers: input.developers.map((own) => ({ ...own, id: name(own.id) })),
    pullRequests: input.pullRequests.map((own) => ({ ...own, developerId: name(own.developerId) })),
  };
}

function later(input: ControlledInput, days: number): ControlledInput {
  const day = <Own extends string | null>(own: Own) => (own === null ? own : addDays(own, days));
  const instant = (own: Date) => new Date(own.getTime() + days * DAY_MILLISECONDS);
  return {
    ...input,
    asOf: instant(input.asOf),
    developers: input.developers.map((own) => ({
      ...own,
      adoptedOn: day(own.adoptedOn),
      firstActiveOn: addDays(own.firstActiveOn, days),
      lastActiveOn: addDays(own.lastActiveOn, days),
    })),
    pullRequests: input.pullRequests.map((own) => ({
      ...own,
      openedAt: instant(own.openedAt),
      mergedAt: own.mergedAt && instant(own.mergedAt),
    })),
  };
}

/** People who can be compared with nobody, each with a pull request in the tenth week. */
function idlePeople(input: ControlledInput): readonly ControlledDeveloper[] {
  const [first] = input.developers;
  if (first === undefined) return [];
  const whole = { firstActiveOn: first.firstActiveOn, lastActiveOn: first.lastActiveOn };
  const known = (id: number, adoptedOn: string): ControlledDeveloper => ({
    ...whole,
    id,
    adoptedOn,
    status: 'known',
    teamId: id,
  });
  return [
    { ...known(9_001, first.firstActiveOn), teamId: first.teamId },
    { ...known(9_002, addDays(first.firstActiveOn, 1)), teamId: 0 },
    { ...whole, id: 9_003, adoptedOn: null, status: 'unknown', teamId: 1 },
    {
      ...known(9_004, addDays(first.firstActiveOn, 98)),
      teamId: 0,
      firstActiveOn: addDays(first.firstActiveOn, 98),
    },
  ];
}

function withIdle(input: ControlledInput): ControlledInput {
  const openedAt = new Date('2026-05-19T00:00:00Z');
  const idle = idlePeople(input);
  return {
    ...input,
    developers: [...input.developers, ...idle],
    pullRequests: [
      ...input.pullRequests,
      ...idle.map(({ id }) => ({ ...pullOf(id, openedAt, 200), repositoryId: 77 })),
      { ...pullOf(1, openedAt, 300), authorship: 'bot' },
      pullOf(9_999, openedAt, 300),
    ],
  };
}

describe('a controlled comparison is the same', () => {
  it('to the byte when asked again, in another order, and under names in the same order', () => {
    fc.assert(
      fc.property(worlds, fc.nat(1_000), (input, seed) => {
        const key = (id: number, at: number) => (id * 7_919 + at * 104_729 + seed) % 1_009;
        const shuffled: ControlledInput = {
          ...input,
          developers: input.developers.toSorted((a, b) => key(a.id, 1) - key(b.id, 1)),
          pullRequests: input.pullRequests.toSorted(
            (a, b) =>
              key(a.developerId, a.openedAt.getTime()) - key(b.developerId, b.openedAt.getTime()),
          ),
        };
        const answer = JSON.stringify(answerOf(input));

        expect(JSON.stringify(answerOf(input))).toBe(answer);
        expect(JSON.stringify(answerOf(shuffled))).toBe(answer);
        sameAnswer(answerOf(renamed(input, (id) => 1_000 + 3 * id)), answerOf(input));
      }),
      { numRuns: 5 },
    );
  });

  it('whatever developers are called', () => {
    fc.assert(
      law((input) => renamed(input, (id) => 500 - id), sameNumbers),
      RUNS,
    );
  });

  it('whatever teams are called', () => {
    fc.assert(
      law(
        (input) => ({
          ...input,
          developers: input.developers.map((own) => ({
            ...own,
            teamId: own.teamId === null ? null : 900 - 7 * own.teamId,
          })),
        }),
        sameNumbers,
      ),
      RUNS,
    );
  });

  it('whole weeks later', () => {
    fc.assert(
      law((input) => later(input, 7 * 45), sameAnswer),
      RUNS,
    );
  });

  it('with every pull request told twice, which throughput counts twice', () => {
    fc.assert(
      law(
        (input) => ({ ...input, pullRequests: input.pullRequests.flatMap((own) => [own, own]) }),
        (changed, before) => {
          const effects = [changed, before].map(({ effect }) => [
            effect.percent,
            ...(effect.interval ?? []),
            effect.p,
          ]);
          expect(distance(effects[0] ?? [], effects[1] ?? [])).toBeLessThan(1e-6);
          const isCount = before.levels.unit === 'merged_per_developer_week';
          const factor = isCount ? 2 : 1;
          expect(changed.levels.after).toBeCloseTo(factor * (before.levels.after ?? 0), 6);
          expect(changed.n.pullRequests).toBe(2 * before.n.pullRequests);
        },
      ),
      RUNS,
    );
  });

  it('in percent with all cycle times in another unit', () => {
    fc.assert(
      law(
        (input) => ({
          ...input,
          pullRequests: input.pullRequests.map((own) => ({
            ...own,
            cycleTimeSeconds: own.cycleTimeSeconds && own.cycleTimeSeconds * 2,
          })),
        }),
        (changed, before) => {
          const isTime = before.levels.unit === 'seconds';
          const factor = isTime ? 2 : 1;
          expect(changed.effect.percent).toBeCloseTo(before.effect.percent ?? NaN, 6);
          expect(changed.levels.after).toBeCloseTo(factor * (before.levels.after ?? NaN), 3);
          expect(changed.verdict.claim).toBe(before.verdict.claim);
        },
      ),
      RUNS,
    );
  });

  it('with every developer twice where teams decide', () => {
    fc.assert(
      law(
        (input) => {
          const again = renamed(input, (id) => id + 500);
          return {
            ...input,
            developers: [...input.developers, ...again.developers],
            pullRequests: [...input.pullRequests, ...again.pullRequests],
          };
        },
        (changed, before) => {
          if (before.method.settings['clusters'] !== 'team') return;
          expect(changed.effect.percent).toBeCloseTo(before.effect.percent ?? NaN, 6);
          expect(changed.effect.interval?.[0]).toBeCloseTo(before.effect.interval?.[0] ?? NaN, 6);
          expect(changed.effect.interval?.[1]).toBeCloseTo(before.effect.interval?.[1] ?? NaN, 6);
        },
      ),
      RUNS,
    );
  });

  it('with people who can be compared with nobody, but for what is left out', () => {
    fc.assert(law(withIdle, sameAnswer), RUNS);
  });

  it('in all its parts with people who can be compared with nobody', () => {
    const input = handMadeInput({
      measure: 'cycle_time',
      developers: 48,
      weeks: 34,
      adopts: (id) => [14, 17, 20, null, null][Math.floor(id / 2) % 5] ?? null,
      teamOf: (id) => Math.floor(id / 2),
      effectPercent: -12,
    });
    const [changed, before] = [withIdle(input), input].map((own) => answerOf(own, {}));

    expect(changed?.exclusions).not.toEqual(before?.exclusions);
    expect(changed?.robustness).toEqual(before?.robustness);
    expect(changed?.guards).toEqual(before?.guards);
    expect(changed?.eventStudy).toEqual(before?.eventStudy);
    const isOfTeams = (id: string) => id === 'spill_over';
    const [own, other] = [changed, before].map((answer) =>
      answer?.checks.filter(({ id }) => !isOfTeams(id)),
    );
    expect(own).toEqual(other);
  });
});
