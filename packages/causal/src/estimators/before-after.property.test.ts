import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../worlds/random.ts';
import type { BeforeAfterInput, BeforeAfterPullRequest } from './before-after-input.ts';
import { beforeAfter } from './before-after.ts';

const stamp = { dataVersion: '1', computedAt: new Date(0) };
const DAY = 86_400_000;
const start = Date.parse('2026-01-05T00:00:00Z');
const dayAt = (offset: number) => new Date(start + offset * DAY).toISOString().slice(0, 10);

/** Few developers and whole days over ten weeks, so that ties and empty sides are really met. */
const developer = fc.record({
  id: fc.constant(0),
  status: fc.constantFrom('known' as const, 'known' as const, 'known' as const, 'never' as const),
  adoptedOn: fc.integer({ min: 0, max: 69 }).map(dayAt),
  firstActiveOn: fc.constant(dayAt(0)),
  lastActiveOn: fc.integer({ min: 21, max: 69 }).map(dayAt),
});
const pullRequest: fc.Arbitrary<BeforeAfterPullRequest> = fc
  .record({
    developerId: fc.integer({ min: 1, max: 6 }),
    day: fc.integer({ min: 0, max: 69 }),
    hours: fc.option(fc.integer({ min: 1, max: 800 })),
  })
  .map(({ developerId, day, hours }) => {
    const openedAt = new Date(start + day * DAY);
    const mergedAt = hours === null ? null : new Date(openedAt.getTime() + hours * 3_600_000);
    return {
      developerId,
      openedAt,
      mergedAt,
      cycleTimeSeconds: hours === null ? null : hours * 3600,
    };
  });

const population: fc.Arbitrary<BeforeAfterInput> = fc.record({
  measure: fc.constantFrom('cycle_time' as const, 'throughput' as const),
  developers: fc
    .array(developer, { minLength: 1, maxLength: 6, size: 'max' })
    .map((list) => list.map((one, index) => ({ ...one, id: index + 1 }))),
  pullRequests: fc.array(pullRequest, { maxLength: 60, size: 'max' }),
  asOf: fc.constant(new Date(start + 98 * DAY)),
  minimumGroup: fc.constant(1),
  seed: fc.integer(),
  draws: fc.constant(39),
});

const weekAt = (instant: number) => Math.floor((instant - start) / (7 * DAY));

/** The pull requests and developers that the rules leave, worked out anew and slowly. */
function sidesAnew(input: BeforeAfterInput) {
  return input.developers.flatMap(({ adoptedOn, id, lastActiveOn, status }) => {
    if (status !== 'known') return [];
    const adopted = weekAt(Date.parse(String(adoptedOn)));
    const last = weekAt(Date.parse(lastActiveOn));
    const mine = input.pullRequests.filter((pull) => pull.developerId === id);
    return [{ adopted, last, mine }];
  });
}

/** Ordinary least squares with developer dummies: demeaning by developer, then one slope. */
function leastSquares(input: BeforeAfterInput): number {
  let xy = 0;
  let xx = 0;
  for (const { adopted, mine } of sidesAnew(input)) {
    const rows = mine
      .map((pull) => ({
        x: weekAt(pull.openedAt.getTime()) - adopted,
        y: Math.log(Math.min(pull.cycleTimeSeconds ?? 2_419_200, 2_419_200)),
      }))
      .filter(({ x }) => x !== 0)
      .map(({ x, y }) => ({ x: x > 0 ? 1 : 0, y }));
    const meanX = rows.reduce((sum, { x }) => sum + x, 0) / rows.length;
    const meanY = rows.reduce((sum, { y }) => sum + y, 0) / rows.length;
    for (const { x, y } of rows) {
      xy += (x - meanX) * (y - meanY);
      xx += (x - meanX) ** 2;
    }
  }
  return xy / xx;
}

/** The conditional likelihood of a log rate ratio, to be climbed by golden sections. */
function poisson(input: BeforeAfterInput): number {
  const cells = sidesAnew(input).flatMap(({ adopted, last, mine }) => {
    const weeks = mine
      .flatMap(({ mergedAt }) => (mergedAt === null ? [] : [weekAt(mergedAt.getTime())]))
      .filter((week) => week <= last && week !== adopted);
    const weeksBefore = Math.min(adopted, last + 1);
    const weeksAfter = last - adopted;
    if (weeksBefore < 1 || weeksAfter < 1) return [];
    const after = weeks.filter((week) => week > adopted).length;
    return [{ after, before: weeks.length - after, weeksBefore, weeksAfter }];
  });
  const likelihood = (eta: number) =>
    cells.reduce((sum, { after, before, weeksAfter, weeksBefore }) => {
      const share = (Math.exp(eta) * weeksAfter) / (weeksBefore + Math.exp(eta) * weeksAfter);
      return sum + after * Math.log(share) + before * Math.log1p(-share);
    }, 0);
  let [low, high] = [-12, 12];
  for (let step = 0; step < 100; step += 1) {
    const third = (high - low) / 3;
    if (likelihood(low + third) < likelihood(high - third)) low += third;
    else high -= third;
  }
  return (low + high) / 2;
}

describe('beforeAfter', () => {
  it('agrees with least squares and with the likelihood, worked out independently', () => {
    let compared = 0;
    fc.assert(
      fc.property(population, (input) => {
        const { percent } = beforeAfter(input, stamp).effect;
        if (percent === null) return;
        compared += 1;
        const anew = input.measure === 'cycle_time' ? leastSquares(input) : poisson(input);
        const digits = input.measure === 'cycle_time' ? 9 : 5;
        expect(Math.log1p(percent / 100)).toBeCloseTo(anew, digits);
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(80);
  });

  it('gives the same bytes whatever the order of the rows', () => {
    const shuffled = population.chain((input) =>
      fc.record({
        input: fc.constant(input),
        developers: fc.shuffledSubarray([...input.developers], {
          minLength: input.developers.length,
        }),
        pullRequests: fc.shuffledSubarray([...input.pullRequests], {
          minLength: input.pullRequests.length,
        }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ developers, input, pullRequests }) => {
        const again = { ...input, developers, pullRequests };
        expect(JSON.stringify(beforeAfter(again, stamp))).toBe(
          JSON.stringify(beforeAfter(input, stamp)),
        );
      }),
    );
  });

  it('counts each pull request exactly once', () => {
    fc.assert(
      fc.property(population, (input) => {
        const { exclusions, n } = beforeAfter(input, stamp);
        const left = exclusions.reduce((sum, { pullRequests }) => sum + pullRequests, 0);
        expect(left + n.pullRequests).toBe(input.pullRequests.length);
      }),
    );
  });

  it('does not depend on the unit of the cycle time, away from its bounds', () => {
    const inside = population.map((input) => ({
      ...input,
      measure: 'cycle_time' as const,
      pullRequests: input.pullRequests.filter(
        ({ cycleTimeSeconds: seconds }) => seconds !== null && seconds < 1_000_000,
      ),
    }));
    fc.assert(
      fc.property(inside, (input) => {
        const doubled = input.pullRequests.map((pull) => ({
          ...pull,
          cycleTimeSeconds: (pull.cycleTimeSeconds ?? 0) * 2,
        }));
        const once = beforeAfter(input, stamp).effect.percent ?? 0;
        const twice = beforeAfter({ ...input, pullRequests: doubled }, stamp).effect.percent ?? 0;
        expect(twice).toBeCloseTo(once, 6);
      }),
    );
  });

  it('covers a known effect about 95 times in 100', () => {
    // given: 30 developers who differ, 6 pull requests on either side, effect -20 %
    const truth = -20;
    const runs = 200;
    let covered = 0;

    // when
    for (let run = 0; run < runs; run += 1) {
      const random = createRandom(run);
      const developers = Array.from({ length: 30 }, (_, index) => ({
        id: index + 1,
        adoptedOn: dayAt(35),
        status: 'known' as const,
        firstActiveOn: dayAt(0),
        lastActiveOn: dayAt(69),
      }));
      const pullRequests = developers.flatMap(({ id }) => {
        const level = 11 + 0.4 * random.normal();
        const change = Math.log1p(truth / 100) + 0.1 * random.normal();
        return [0, 4, 8, 12, 20, 24, 43, 46, 50, 55, 60, 64].map((day) => {
          const logSeconds = level + (day > 35 ? change : 0) + 0.8 * random.normal();
          const openedAt = new Date(start + day * DAY);
          const cycleTimeSeconds = Math.exp(logSeconds);
          const mergedAt = new Date(openedAt.getTime() + cycleTimeSeconds * 1000);
          return { developerId: id, openedAt, mergedAt, cycleTimeSeconds };
        });
      });
      const { interval } = beforeAfter(
        {
          measure: 'cycle_time',
          developers,
          pullRequests,
          asOf: new Date(start + 98 * DAY),
          minimumGroup: 5,
          seed: run,
          draws: 199,
        },
        stamp,
      ).effect;
      if (interval !== null && interval[0] <= truth && truth <= interval[1]) covered += 1;
    }

    // then: three standard errors below 95 % is 90.4 %
    expect(covered / runs).toBeGreaterThan(0.9);
    expect(covered / runs).toBeLessThan(0.99);
  });
});
