import { describe, expect, it } from 'vitest';
import { beforeAfter } from '../estimators/before-after.ts';
import { controlledComparison } from './controlled-comparison.ts';
import type { ControlledInput } from './controlled-input.ts';
import { handMadeInput, inWaves, pullOf } from './hand-made.ts';

const stamp = { dataVersion: '7', computedAt: new Date('2026-12-01T12:00:00Z') };
const world = {
  measure: 'cycle_time',
  developers: 60,
  weeks: 40,
  adopts: inWaves,
  seed: 2,
} as const;

const answerOf = (input: ControlledInput) => controlledComparison(input, stamp);
const lightOf = (input: ControlledInput) => controlledComparison(input, stamp, { light: true });

const holds = (interval: readonly [number, number] | null, value: number) =>
  interval !== null && interval[0] <= value && value <= interval[1];

describe('a world with an effect of -12 %', () => {
  const input = handMadeInput({ ...world, effectPercent: -12, driftPercent: -20 });
  const answer = answerOf(input);

  it('is found, within its interval, in spite of a drift shared by all', () => {
    expect(holds(answer.effect.interval, -12)).toBe(true);
    expect(answer.effect.interval?.[1]).toBeLessThan(0);
    expect(answer.verdict).toMatchObject({ claim: 'effect', direction: 'lower', reasons: [] });
  });

  it('is overstated by a plain before/after', () => {
    expect(answer.naive).toEqual(beforeAfter(input, stamp).naive);
    expect(holds(answer.naive.interval, -12)).toBe(false);
  });

  it('says in its sentence how many were compared, and the interval', () => {
    const [low, high] = answer.effect.interval?.map((bound) => bound.toFixed(1)) ?? [];
    expect(answer.verdict.words).toContain(`95 % interval ${low} to ${high} %`);
    expect(answer.verdict.words).toContain('40 adopters against 50 developers');
    expect(answer.verdict.words).toContain('of whom 20 never adopted');
  });

  it('has levels whose ratio is the effect', () => {
    const { after, expected } = answer.levels;
    expect(((after ?? 0) / (expected ?? 1) - 1) * 100).toBeCloseTo(answer.effect.percent ?? 0, 9);
  });

  it('counts what it rests on', () => {
    // the ten of the first wave are nobody's controls; 40 adopters lose the two pull requests of the
    // week of adoption
    expect(answer.n).toEqual({
      treatedDevelopers: 40,
      controlDevelopers: 50,
      clusters: 60,
      pullRequests: 60 * 80 - 40 * 2,
      weeks: 40,
    });
    expect(answer.exclusions).toEqual([
      { reason: 'adoption_week', developers: 40, pullRequests: 80 },
    ]);
  });

  it('follows weeks around adoption, without the week of adoption itself', () => {
    const weeks = answer.eventStudy.map(({ week }) => week);
    expect(weeks[0]).toBe(-12);
    expect(weeks).not.toContain(0);
    expect(weeks).toContain(1);
    for (const { interval, band, percent } of answer.eventStudy) {
      expect(holds(interval, percent)).toBe(true);
      expect(band?.[0]).toBeLessThan(interval?.[0] ?? NaN);
      expect(band?.[1]).toBeGreaterThan(interval?.[1] ?? NaN);
    }
  });

  it('tells in each week what adopters had and would have had, apart by the effect', () => {
    for (const { level, expected, percent } of answer.eventStudy) {
      expect(((level ?? NaN) / (expected ?? NaN) - 1) * 100).toBeCloseTo(percent, 9);
    }
  });

  it('tells how far it is, forwards to the end, and answers the same', () => {
    const shares: number[] = [];
    const told = controlledComparison(input, stamp, { onProgress: (share) => shares.push(share) });

    expect(JSON.stringify(told)).toBe(JSON.stringify(answer));
    expect(shares.length).toBeGreaterThan(100);
    expect(shares).toEqual([...new Set(shares)].toSorted((a, b) => a - b));
    expect(shares[0]).toBeGreaterThan(0);
    expect(shares.at(-1)).toBe(1);
  });

  it('is found by every estimator', () => {
    expect(answer.robustness.map(({ estimator }) => estimator)).toEqual([
      'last_week_base',
      'imputation',
      'never_adopters_only',
      'doubly_robust',
      'winsorised',
      'developer_weeks',
      'without_novelty',
      'stayers',
      'two_way_fixed_effects',
    ]);
    for (const { percent } of answer.robustness) expect(Math.abs(percent + 12)).toBeLessThan(5);
  });

  it('passes every check, and says each in words', () => {
    expect(answer.checks.map(({ id }) => id)).toEqual([
      'pre_trend',
      'breakdown',
      'detectable_effect',
      'clusters',
      'pre_band',
      'placebo_time',
      'placebo_units',
      'composition_people',
      'composition_repositories',
      'composition_size',
      'spill_over',
      'open_pull_requests',
    ]);
    for (const check of answer.checks) expect(check).toMatchObject({ passed: true });
  });

  it('is the same bytes in whatever order the rows come', () => {
    const shuffled = {
      ...input,
      developers: input.developers.toReversed(),
      pullRequests: input.pullRequests.toReversed(),
    };
    expect(JSON.stringify(answerOf(shuffled))).toBe(JSON.stringify(answer));
  });

  it('has the same effect and claim in its light form', () => {
    const light = lightOf(input);
    expect(light.effect).toEqual(answer.effect);
    expect(light.verdict).toEqual(answer.verdict);
    expect(light).toMatchObject({ robustness: [], guards: [], checks: [], eventStudy: [] });
  });
});

describe('throughput', () => {
  it('keeps weeks without any and finds a rise', () => {
    const answer = answerOf(
      handMadeInput({ ...world, measure: 'throughput', developers: 240, effectPercent: 30 }),
    );

    // merged: 1 + Φ(0) = 1.5 before, 1 + Φ(1.25 ln 1.3) = 1.6285 after
    expect(answer.levels.before).toBeCloseTo(1.5, 1);
    expect(holds(answer.effect.interval, (1.6285 / 1.5 - 1) * 100)).toBe(true);
    expect(answer.robustness.map(({ estimator }) => estimator)).toContain('poisson');
    expect(answer.n.pullRequests).toBeLessThan(240 * 80);
  });
});

describe('trends that differed before adoption', () => {
  it('leave it open, whatever the interval', () => {
    const answer = lightOf(handMadeInput({ ...world, adopterTrend: -0.02 }));

    expect(answer.effect.interval?.[1]).toBeLessThan(0);
    expect(answer.verdict.claim).toBe('cannot_tell');
    expect(answer.verdict.reasons[0]?.rule).toBe('pre_trend');
  });
});

describe('what cannot be compared', () => {
  it.each([
    ['nobody there', { ...world, developers: 0 }],
    ['nobody who adopts', { ...world, adopts: () => null }],
    ['all adopting in one week', { ...world, adopts: () => 20 }],
    ['all adopting in the first week', { ...world, adopts: () => 0 }],
    ['all adopting in the last week', { ...world, adopts: () => 39 }],
    ['two weeks of history', { ...world, weeks: 2, adopts: () => 1 }],
  ])('%s is only described, with a reason, and never crashes', (_, odd) => {
    const answer = answerOf(handMadeInput(odd));

    expect(answer.verdict.claim).toBe('descriptive_only');
    expect(answer.verdict.reasons.length).toBeGreaterThan(0);
    expect(answer.effect).toEqual({ percent: null, interval: null, p: null, unit: 'percent' });
    expect(answer.eventStudy).toEqual([]);
  });

  it('says when nobody without the tool is left', () => {
    const { verdict } = answerOf(handMadeInput({ ...world, adopts: () => 20 }));

    expect(verdict.reasons.map(({ words }) => words).join(' ')).toContain(
      'Nobody without the tool is left to compare with',
    );
  });

  it('shows nothing of fewer adopters than the minimum group', () => {
    const few = handMadeInput({ ...world, adopts: (id) => (id < 4 ? 20 : null) });

    const answer = answerOf(few);
    expect(answer.effect.percent).toBeNull();
    expect(answer.levels.after).toBeNull();
    expect(answer.verdict.reasons[0]?.rule).toBe('minimum_group');
    expect(answerOf({ ...few, minimumGroup: 4 }).effect.percent).not.toBeNull();
  });
});

describe('without anybody who never adopts', () => {
  it('compares until the last wave adopts, and says so', () => {
    const answer = lightOf(
      handMadeInput({
        ...world,
        effectPercent: -12,
        adopts: (id) => [14, 18, 22, 34][id % 4],
      }),
    );

    expect(holds(answer.effect.interval, -12)).toBe(true);
    expect(answer.n.treatedDevelopers).toBe(45);
    expect(answer.verdict.reasons.map(({ rule }) => rule)).toContain('horizon');
  });
});

describe('clusters', () => {
  const teamOf = (id: number) => Math.floor(id / 5);
  const byTeam = (id: number) => inWaves(teamOf(id));

  it('are teams where ten of them adopt on dates of their own', () => {
    const answer = lightOf(handMadeInput({ ...world, developers: 90, teamOf, adopts: byTeam }));
    expect(answer.method.settings['clusters']).toBe('team');
    expect(answer.n.clusters).toBe(18);
  });

  it('are developers with fewer such teams', () => {
    const answer = lightOf(handMadeInput({ ...world, developers: 60, teamOf, adopts: byTeam }));
    expect(answer.method.settings).toMatchObject({ clusters: 'developer', teamsOnTeamDates: 8 });
  });

  it('never make an answer surer than eight teams that decide bear out', () => {
    const input = handMadeInput({ ...world, developers: 60, teamOf, adopts: byTeam });
    const teamless = input.developers.map((own) => ({ ...own, teamId: null }));

    const withTeams = lightOf(input).effect;
    const without = lightOf({ ...input, developers: teamless }).effect;

    const width = ([lo, hi]: readonly [number, number]) => hi - lo;
    expect(withTeams.percent).toBe(without.percent);
    expect(width(withTeams.interval ?? [0, 0])).toBeGreaterThan(
      1.2 * width(without.interval ?? [0, 0]),
    );
  });

  it('are developers alone where teams do not decide', () => {
    const input = handMadeInput({ ...world, developers: 60, teamOf, adopts: inWaves });
    const teamless = input.developers.map((own) => ({ ...own, teamId: null }));

    expect(lightOf(input).effect).toEqual(lightOf({ ...input, developers: teamless }).effect);
  });
});

describe('who and what is left out', () => {
  const input = handMadeInput({ ...world, developers: 30 });

  it('are unknown starts, bots, strangers and the young', () => {
    const stranger = pullOf(99, new Date('2026-02-03T00:00:00Z'), 1);
    const answer = lightOf({
      ...input,
      developers: input.developers.map((own) =>
        own.id === 4 ? { ...own, status: 'unknown' as const } : own,
      ),
      pullRequests: [
        ...input.pullRequests,
        stranger,
        { ...stranger, developerId: 5, authorship: 'bot' },
        { ...stranger, developerId: 5, openedAt: new Date('2026-11-01T00:00:00Z') },
      ],
      asOf: new Date('2026-11-20T00:00:00Z'),
    });

    const counts = Object.fromEntries(
      answer.exclusions.map(({ reason, pullRequests }) => [reason, pullRequests]),
    );
    expect(counts).toEqual({
      no_known_start: 80,
      bot_author: 1,
      not_in_population: 1,
      too_young: 1,
      adoption_week: 40,
    });
    // of 30, the five of the first wave and the unknown one are no controls
    expect(answer.n.controlDevelopers).toBe(24);
  });
});
