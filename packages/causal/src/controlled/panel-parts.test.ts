import { describe, expect, it } from 'vitest';
import { noExclusions } from '../estimators/exclusions.ts';
import { NEVER } from '../panel/panel.ts';
import { clusteringOf } from './clusters.ts';
import { compositionChecks, movedShare, stayersOf } from './composition.ts';
import type { ControlledInput } from './controlled-input.ts';
import { frameOf } from './frame.ts';
import { handMadeInput, pullOf } from './hand-made.ts';
import { shiftedPanel, withoutEffect } from './placebo.ts';
import { powerCheck } from './power.ts';
import { preBandCheck } from './pre-period-band.ts';
import { spillOverCheck } from './spill-over.ts';
import { measureCells } from './week-cells.ts';
import { roleOf, weekPanel } from './week-panel.ts';

const frameOfInput = (input: ControlledInput) => frameOf(input, noExclusions());
const at = (text: string) => new Date(text);

/** One developer, ten weeks from Monday 5 January 2026, adopting on Wednesday of the week of 9 February. */
const base = handMadeInput({
  measure: 'cycle_time',
  developers: 1,
  weeks: 10,
  adopts: () => 5,
});
const withPulls = (pullRequests: ControlledInput['pullRequests'], over = {}): ControlledInput => ({
  ...base,
  ...over,
  pullRequests,
});

describe('cells of cycle time', () => {
  it('lie in the week of opening, within the floor and the horizon of 28 days', () => {
    const monday = at('2026-01-12T00:00:00Z');
    const frame = frameOfInput(
      withPulls([pullOf(0, monday, 1), pullOf(0, monday, 0.001), pullOf(0, monday, null)]),
    );
    const { outcome, exposure } = measureCells(frame, 'cycle_time');

    expect(Array.from(exposure)).toEqual([0, 3, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(outcome[1]).toBeCloseTo(Math.log(3600) + Math.log(60) + Math.log(28 * 86_400), 9);
  });

  it('hold a pull request once it has been followed for 28 days, to the second', () => {
    const opened = at('2026-03-01T00:00:00Z');
    const exposedAt = (asOf: string) => {
      const frame = frameOfInput(withPulls([pullOf(0, opened, 1)], { asOf: at(asOf) }));
      return measureCells(frame, 'cycle_time').exposure.reduce((sum, own) => sum + own, 0);
    };
    expect(exposedAt('2026-03-28T23:59:59Z')).toBe(0);
    expect(exposedAt('2026-03-29T00:00:00Z')).toBe(1);
  });
});

describe('cells of throughput', () => {
  it('are merges by week, zeros kept between the first and the last activity', () => {
    const developers = base.developers.map((own) => ({ ...own, firstActiveOn: '2026-01-14' }));
    const frame = frameOfInput(
      withPulls([pullOf(0, at('2026-01-25T23:00:00Z'), 2)], { measure: 'throughput', developers }),
    );
    const { outcome, exposure } = measureCells(frame, 'throughput');

    // opened on Sunday, merged on Monday 26 January: the third week of nine
    expect(Array.from(outcome)).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect(Array.from(exposure)).toEqual(Array.from({ length: 9 }, () => 1));
  });

  it('leave the running week out', () => {
    const frame = frameOfInput({
      ...base,
      measure: 'throughput',
      asOf: at('2026-03-11T12:00:00Z'),
    });
    expect(frame.width).toBe(9);
  });
});

describe('roles', () => {
  const exposure = Float64Array.of(0, 1, 1, 0, 0, 1, 0);

  it.each([
    [Infinity, 'never'],
    [2, 'adopter'],
    [5, 'control_until_adoption'],
    [1, 'absent'],
  ] as const)('of one who adopts in week %d are %s', (adopted, role) => {
    expect(roleOf(exposure, adopted)).toBe(role);
  });
});

it('treats from the first full week after adoption on', () => {
  const frame = frameOfInput(base);
  const panel = weekPanel(
    { frame, clustering: clusteringOf(frame) },
    measureCells(frame, 'cycle_time'),
  );
  expect(panel.firstTreated[0]).toBe(frame.firstWeek + 6);
});

describe('placebos', () => {
  const frame = frameOfInput(
    handMadeInput({
      measure: 'throughput',
      developers: 2,
      weeks: 10,
      adopts: (id) => (id === 0 ? 6 : null),
    }),
  );
  const source = { frame, clustering: clusteringOf(frame) };
  const panel = weekPanel(source, measureCells(frame, 'throughput'));

  it('in time end with the week before adoption', () => {
    const shifted = shiftedPanel(panel, 3);
    expect(Array.from(shifted.exposure.subarray(0, 10))).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
    expect(shifted.firstTreated[0]).toBe(frame.firstWeek + 4);
    expect(shifted.firstTreated[1]).toBe(NEVER);
    expect(Array.from(shifted.exposure.subarray(10))).toEqual(Array.from({ length: 10 }, () => 1));
  });

  it('in units have the effect taken out of treated weeks only', () => {
    const without = withoutEffect(panel, 'ratio', Math.log(2));
    expect(without.outcome[6]).toBe(panel.outcome[6]);
    expect(without.outcome[7]).toBeCloseTo(panel.outcome[7] / 2, 12);
    expect(Array.from(without.outcome.subarray(10))).toEqual(
      Array.from(panel.outcome.subarray(10)),
    );
  });
});

it('counts the weeks before adoption that stand out of the band', () => {
  const point = (week: number, band: readonly [number, number] | null) => ({
    week,
    percent: 0,
    interval: null,
    band,
  });
  const [check] = preBandCheck([
    point(-3, [-2, 2]),
    point(-2, [0.1, 3]),
    point(-1, null),
    point(1, [-9, -3]),
  ]);
  expect(check).toMatchObject({ passed: false, numbers: { weeks: 2, outside: 1 } });
  expect(preBandCheck([point(1, [-9, -3])])).toEqual([]);
});

describe('composition', () => {
  const input = handMadeInput({
    measure: 'cycle_time',
    developers: 4,
    weeks: 40,
    adopts: (id) => (id === 3 ? null : 20),
  });
  const joined = input.developers.map((own) =>
    own.id === 0 ? { ...own, firstActiveOn: '2026-04-06' } : own,
  );

  it('counts adopters who joined less than eight weeks before', () => {
    // week 20 begins on 25 May, week 13 on 6 April
    const frame = frameOfInput({ ...input, developers: joined });
    expect(movedShare(frame)).toBeCloseTo(1 / 3, 12);
    const cells = stayersOf(frame)(measureCells(frame, 'cycle_time'));
    expect(cells.exposure.subarray(0, 40).every((own) => own === 0)).toBe(true);
    expect(cells.exposure.subarray(40).some((own) => own > 0)).toBe(true);
  });

  it('sees a move to another repository', () => {
    const pullRequests = input.pullRequests.map((own) =>
      own.openedAt > at('2026-06-01T00:00:00Z') ? { ...own, repositoryId: 2 } : own,
    );
    const [, repositories] = compositionChecks(frameOfInput({ ...input, pullRequests }), null);
    expect(repositories).toMatchObject({ id: 'composition_repositories', passed: false });
    expect(repositories?.numbers).toEqual({ share: 1 });
  });
});

describe('spill-over', () => {
  it('is the mean share of teammates with the tool in weeks without it', () => {
    // one of three adopts in week 5: the two others have one of two teammates treated ever since
    const frame = frameOfInput(
      handMadeInput({
        measure: 'cycle_time',
        developers: 3,
        weeks: 10,
        adopts: (id) => (id === 0 ? 5 : null),
        teamOf: () => 1,
      }),
    );
    expect(spillOverCheck(frame)).toMatchObject({ passed: true, numbers: { share: 0.5 } });
  });
});

describe('power', () => {
  const sides = {
    isTreated: new Uint8Array(),
    isControl: new Uint8Array(),
    treated: 50,
    controls: 50,
    treatedClusters: 50,
    controlClusters: 50,
    clusters: 100,
  };
  const facts = {
    measure: 'throughput',
    sides,
    postWeeks: 10,
    asOf: at('2026-06-01T00:00:00Z'),
  } as const;

  it('says how many clusters, and until when, it takes to see 15 %', () => {
    // 2.8016 · 0.07 = 0.1961 against ln 1.15 = 0.1398: 1.97 times the data, 10 weeks more
    expect(powerCheck({ ...facts, error: 0.07 })).toMatchObject({
      passed: true,
      numbers: { percent: expect.closeTo(21.67, 1), clusters: 197, date: '2026-08-10' },
    });
  });

  it('fails above 30 % for counts, and needs an error', () => {
    expect(powerCheck({ ...facts, error: 0.1 }).passed).toBe(false);
    expect(powerCheck({ ...facts, error: null }).passed).toBe(false);
    expect(powerCheck({ ...facts, error: 0.04 }).numbers).toMatchObject({ date: null });
  });
});
