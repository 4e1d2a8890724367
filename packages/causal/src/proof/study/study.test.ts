import { beforeAll, describe, expect, it } from 'vitest';

import type { ProofSetting } from '../worlds/setting.ts';
import { proofSettings } from '../worlds/settings.ts';
import { runWorld, type ProofMethod, type WorldAnswer, type WorldRecord } from './run-world.ts';
import { summariseSetting, type ProofRow } from './summarise.ts';

const usual = proofSettings[0];

/** Small enough for a test: 48 developers, everybody followed for most of a year. */
const small: ProofSetting = {
  ...usual,
  name: 'small',
  teams: 8,
  developersPerTeam: 6,
  weeklyMerges: 1,
  weeks: 44,
  adoption: { by: 'developer', share: 0.6, from: 14, to: 36, crowding: 1 },
  drift: { timePercent: -46, countPercent: 40 },
};

const recordsOf = (setting: ProofSetting, worlds: number, from = 0): readonly WorldRecord[] =>
  Array.from({ length: worlds }, (_, index) => runWorld(setting, { seed: 5, index: from + index }));

const answer = (changes: Partial<WorldAnswer>): WorldAnswer => ({
  method: 'uplift',
  measure: 'cycle_time',
  claims: false,
  claim: 'cannot_tell',
  percent: 0,
  interval: [-10, 10],
  truth: -10,
  ...changes,
});
const rowOf = (answers: readonly WorldAnswer[], method: ProofMethod = 'uplift') => {
  const records = answers.map((one, index) => ({ index, answers: [one] }));
  const row = summariseSetting(small, records).find((one) => one.method === method);
  if (row === undefined) throw new Error(`no row of ${method}`);
  return row;
};

describe('summariseSetting', () => {
  it('counts claims, intervals that hold the truth, and claims of the wrong direction', () => {
    const row = rowOf([
      answer({ claims: true, claim: 'effect', percent: -19, interval: [-30, -11] }),
      answer({ claims: true, claim: 'associated', percent: 12, interval: [3, 20] }),
      answer({ percent: -10 }),
      answer({ percent: null, interval: null, claim: 'descriptive_only' }),
    ]);

    expect(row.claims).toMatchObject({ count: 2, of: 4 });
    expect(row.wrongDirection).toMatchObject({ count: 1, of: 4 });
    expect(row.coverage).toMatchObject({ count: 1, of: 3 });
    expect(row.verdicts?.cannotTell.count).toBe(1);
    expect(row.verdicts?.descriptiveOnly.count).toBe(1);
    // 81 / 90, 112 / 90 and 1
    const bias = (100 * (Math.log(81 / 90) + Math.log(112 / 90))) / 3;
    expect(row.bias.mean).toBeCloseTo(bias, 10);
  });

  it('knows no coverage of a method without intervals, and no wrong direction of nothing', () => {
    const peer = { method: 'correlation_of_means', claim: null, interval: null, truth: 0 } as const;
    const row = rowOf([answer(peer), answer(peer)], 'correlation_of_means');

    expect(row).toMatchObject({ coverage: null, wrongDirection: null, verdicts: null, worlds: 2 });
  });

  it('gives the same totals however the worlds were split', () => {
    const whole = summariseSetting(small, recordsOf(small, 4));
    const split = [...recordsOf(small, 2, 2), ...recordsOf(small, 1, 0), ...recordsOf(small, 1, 1)];

    expect(summariseSetting(small, split)).toStrictEqual(whole);
  }, 30_000);
});

describe('a study of worlds in which everybody gets faster and the tool does nothing', () => {
  let rows: readonly ProofRow[];
  beforeAll(() => {
    rows = summariseSetting(small, recordsOf(small, 50));
  }, 60_000);
  const of = (method: ProofMethod) => rows.filter((row) => row.method === method);

  it('raises few false alarms by the verdict, and intervals hold the truth', () => {
    for (const row of of('uplift')) {
      // 50 worlds at 6.5 %: more than 9 have a chance of one in a thousand or so
      expect(row.claims.count).toBeLessThanOrEqual(9);
      expect(row.coverage?.share ?? 0).toBeGreaterThan(0.86);
    }
  });

  it('misleads whoever compares without controls', () => {
    for (const row of of('uncontrolled_before_after'))
      expect(row.claims.share).toBeGreaterThan(0.3);
    for (const row of of('one_date_before_after')) expect(row.claims.share).toBeGreaterThan(0.3);
  });
});
