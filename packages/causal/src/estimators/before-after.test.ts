import { describe, expect, it } from 'vitest';
import type { BeforeAfterDeveloper, BeforeAfterInput } from './before-after-input.ts';
import type { BeforeAfterPullRequest } from './before-after-input.ts';
import { beforeAfter } from './before-after.ts';

const stamp = { dataVersion: '7', computedAt: new Date('2026-06-01T12:00:00Z') };
const HOUR = 3_600;

/** Adopted on Wednesday 4 March 2026; the Mondays around are 2 March and 9 March. */
function developer(id: number, over: Partial<BeforeAfterDeveloper> = {}): BeforeAfterDeveloper {
  return {
    id,
    adoptedOn: '2026-03-04',
    status: 'known',
    firstActiveOn: '2026-02-16',
    lastActiveOn: '2026-03-29',
    ...over,
  };
}

function pull(developerId: number, opened: string, hours: number | null): BeforeAfterPullRequest {
  const openedAt = new Date(opened.length === 10 ? `${opened}T10:00:00Z` : opened);
  const mergedAt = hours === null ? null : new Date(openedAt.getTime() + hours * 3_600_000);
  return {
    developerId,
    openedAt,
    mergedAt,
    cycleTimeSeconds: hours === null ? null : hours * HOUR,
  };
}

function input(over: Partial<BeforeAfterInput>): BeforeAfterInput {
  return {
    measure: 'cycle_time',
    developers: [],
    pullRequests: [],
    asOf: new Date('2026-06-01T00:00:00Z'),
    minimumGroup: 1,
    seed: 11,
    draws: 99,
    ...over,
  };
}

const oneOf = (pullRequests: BeforeAfterPullRequest[], over: Partial<BeforeAfterInput> = {}) =>
  beforeAfter(input({ developers: [developer(1)], pullRequests, ...over }), stamp);

describe('beforeAfter of cycle time', () => {
  it('is the ratio of geometric means of one developer', () => {
    // given: geometric mean before √(4·16) = 8 h, after √(2·8) = 4 h
    const answer = oneOf([
      pull(1, '2026-02-16', 4),
      pull(1, '2026-02-23', 16),
      pull(1, '2026-03-09', 2),
      pull(1, '2026-03-16', 8),
    ]);

    expect(answer.effect.percent).toBeCloseTo(-50, 10);
    expect(answer.levels.before).toBeCloseTo(8 * HOUR, 6);
    expect(answer.levels.after).toBeCloseTo(4 * HOUR, 6);
    expect(answer.n).toEqual({
      treatedDevelopers: 1,
      controlDevelopers: 0,
      clusters: 1,
      pullRequests: 4,
      weeks: 5,
    });
  });

  it('weighs developers by n_b n_a / (n_b + n_a)', () => {
    // given: 1 halves with weight 1·1/2 = 1/2; 2 quarters with weight 3·1/4 = 3/4
    const answer = beforeAfter(
      input({
        developers: [developer(1), developer(2)],
        pullRequests: [
          pull(1, '2026-02-16', 2),
          pull(1, '2026-03-16', 1),
          pull(2, '2026-02-16', 40),
          pull(2, '2026-02-17', 40),
          pull(2, '2026-02-18', 40),
          pull(2, '2026-03-16', 10),
        ],
      }),
      stamp,
    );

    // then: log2 = -(0.5·1 + 0.75·2) / 1.25 = -1.6
    expect(answer.effect.percent).toBeCloseTo((2 ** -1.6 - 1) * 100, 10);
  });

  it('counts unfinished work as 28 days, longer work too, and shorter than a minute as a minute', () => {
    const answer = oneOf([
      pull(1, '2026-02-16', null),
      pull(1, '2026-02-17', 24 * 40),
      pull(1, '2026-03-16', 1 / 120),
    ]);

    expect(answer.levels.before).toBeCloseTo(28 * 24 * HOUR, 4);
    expect(answer.levels.after).toBeCloseTo(60, 10);
  });

  it('gives the week of adoption to neither side, from its Monday to its Sunday', () => {
    const answer = oneOf([
      pull(1, '2026-03-01T23:59:59Z', 8),
      pull(1, '2026-03-02T00:00:00Z', 1),
      pull(1, '2026-03-08T23:59:59Z', 1),
      pull(1, '2026-03-09T00:00:00Z', 4),
    ]);

    expect(answer.effect.percent).toBeCloseTo(-50, 10);
    expect(answer.exclusions).toEqual([
      { reason: 'adoption_week', developers: 1, pullRequests: 2 },
    ]);
  });

  it('uses what was opened exactly 28 days ago and leaves out what is a second younger', () => {
    const asOf = new Date('2026-04-13T00:00:00Z');
    const answer = oneOf(
      [
        pull(1, '2026-02-16', 8),
        pull(1, '2026-03-16T00:00:00Z', 4),
        pull(1, '2026-03-16T00:00:01Z', 1),
      ],
      { asOf },
    );

    expect(answer.effect.percent).toBeCloseTo(-50, 10);
    expect(answer.exclusions).toEqual([{ reason: 'too_young', developers: 1, pullRequests: 1 }]);
  });

  it('counts every pull request once, as used or under one reason', () => {
    // given
    const developers = [
      developer(1),
      developer(2, { status: 'never', adoptedOn: null }),
      developer(3, { status: 'unknown', adoptedOn: null }),
      developer(4),
      developer(5),
    ];
    const pullRequests = [
      pull(1, '2026-02-16', 8),
      pull(1, '2026-03-16', 4),
      pull(2, '2026-02-16', 8),
      pull(3, '2026-02-16', 8),
      pull(3, '2026-03-16', 8),
      pull(4, '2026-03-16', 8),
      pull(5, '2026-02-16', 8),
      pull(9, '2026-02-16', 8),
    ];

    // when
    const answer = beforeAfter(input({ developers, pullRequests }), stamp);

    // then
    expect(answer.n.pullRequests).toBe(2);
    expect(answer.exclusions).toEqual([
      { reason: 'not_in_population', developers: 1, pullRequests: 1 },
      { reason: 'no_known_start', developers: 1, pullRequests: 2 },
      { reason: 'never_adopted', developers: 1, pullRequests: 1 },
      { reason: 'nothing_before', developers: 1, pullRequests: 1 },
      { reason: 'nothing_after', developers: 1, pullRequests: 1 },
    ]);
  });
});

describe('beforeAfter of throughput', () => {
  const throughput = (over: Partial<BeforeAfterInput>) =>
    beforeAfter(input({ measure: 'throughput', ...over }), stamp);

  it('is the ratio of merges per week of one developer, quiet weeks kept', () => {
    // given: two weeks before with 2 merges, three after with 6
    const days = [
      '2026-03-10',
      '2026-03-11',
      '2026-03-12',
      '2026-03-24',
      '2026-03-25',
      '2026-03-26',
    ];
    const pullRequests = ['2026-02-17', '2026-02-17', ...days].map((day) => pull(1, day, 1));

    // when
    const answer = throughput({ developers: [developer(1)], pullRequests });

    // then: 1 a week, then 2 a week
    expect(answer.effect.percent).toBeCloseTo(100, 9);
    expect(answer.levels).toEqual({ before: 1, after: 2, unit: 'merged_per_developer_week' });
    expect(answer.n.weeks).toBe(6);
  });

  it('does not count the running week, nor what is not merged', () => {
    // given: Wednesday 25 March is now; its week has begun on the 23rd
    const answer = throughput({
      asOf: new Date('2026-03-25T12:00:00Z'),
      developers: [developer(1)],
      pullRequests: [
        pull(1, '2026-02-17', 1),
        pull(1, '2026-02-24', 1),
        pull(1, '2026-03-10', 1),
        pull(1, '2026-03-24', 1),
        pull(1, '2026-03-17', null),
      ],
    });

    // then: 2 in 2 weeks, 1 in 2 weeks
    expect(answer.effect.percent).toBeCloseTo(-50, 9);
    expect(answer.exclusions).toEqual([
      { reason: 'not_merged', developers: 1, pullRequests: 1 },
      { reason: 'running_week', developers: 1, pullRequests: 1 },
    ]);
  });

  it('forms no ratio where one side has no merge at all', () => {
    const answer = throughput({
      developers: [developer(1)],
      pullRequests: [pull(1, '2026-02-17', 1)],
    });

    expect(answer.effect).toEqual({ percent: null, interval: null, p: null, unit: 'percent' });
    expect(answer.levels.after).toBe(0);
    expect(answer.verdict.reasons.map(({ rule }) => rule)).toEqual(['uncontrolled', 'no_events']);
  });
});

describe('the verdict of beforeAfter', () => {
  const group = (size: number) => {
    const developers = Array.from({ length: size }, (_, index) => developer(index + 1));
    const pullRequests = developers.flatMap(({ id }) => [
      pull(id, '2026-02-16', 8 + id),
      pull(id, '2026-03-16', 4),
    ]);
    return beforeAfter(input({ developers, pullRequests, minimumGroup: 5 }), stamp);
  };

  it('describes and never claims, however clear the difference', () => {
    const { effect, naive, verdict } = group(5);

    expect(effect.interval?.[1]).toBeLessThan(0);
    expect(verdict.claim).toBe('descriptive_only');
    expect(verdict.direction).toBe('lower');
    expect(verdict.words).toContain('uncontrolled before/after');
    expect(verdict.words).toContain('drift over the year, seasons');
    expect(naive).toEqual({ percent: effect.percent, interval: effect.interval });
  });

  it('shows no effect and no level of fewer than five developers', () => {
    const { effect, levels, verdict } = group(4);

    expect(effect).toEqual({ percent: null, interval: null, p: null, unit: 'percent' });
    expect(levels).toEqual({ before: null, after: null, unit: 'seconds' });
    expect(verdict.reasons.map(({ rule }) => rule)).toEqual(['uncontrolled', 'minimum_group']);
    expect(verdict.words).not.toMatch(/\d/);
  });

  it('answers an empty population', () => {
    expect(beforeAfter(input({ minimumGroup: 0 }), stamp).n).toEqual({
      treatedDevelopers: 0,
      controlDevelopers: 0,
      clusters: 0,
      pullRequests: 0,
      weeks: 0,
    });
  });

  it('keeps what it was computed from', () => {
    expect(group(5).data).toEqual({
      version: '7',
      seed: 11,
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
      computedAt: '2026-06-01T12:00:00.000Z',
    });
  });
});
