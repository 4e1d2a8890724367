import { beforeAll, describe, expect, it } from 'vitest';

import { proofSettings } from '../worlds/settings.ts';
import { simulateWorld } from '../worlds/simulate-world.ts';
import type { WorldAnswer, WorldRecord } from '../study/run-world.ts';
import { pretendedDesigns } from './pretended-design.ts';
import { runDraw } from './run-draw.ts';
import { summariseDraws, type DrawRow } from './summarise-draws.ts';

/** A year of 80 developers in ten repositories, in which everybody gets much faster. */
const drift = proofSettings.find(({ name }) => name === 'drift') ?? proofSettings[0];
const { input } = simulateWorld({ ...drift, teams: 10, weeklyMerges: 1 }, { seed: 9, index: 0 });
const population = {
  ...input,
  pullRequests: input.pullRequests.map((pull) => ({
    ...pull,
    repositoryId: Math.ceil(pull.developerId / 8),
  })),
};
const [design] = pretendedDesigns;

const answer = (changes: Partial<WorldAnswer>): WorldAnswer => ({
  method: 'uplift',
  measure: 'cycle_time',
  claims: false,
  claim: 'cannot_tell',
  percent: 0,
  interval: [-10, 10],
  truth: 0,
  ...changes,
});

describe('a draw over a history', () => {
  it('is the same however a study is split', () => {
    if (design === undefined) throw new Error('no designs');
    const draw = (index: number) => runDraw(population, design, { seed: 3, index });
    expect(draw(1)).toStrictEqual(draw(1));
    expect(draw(2).answers).not.toStrictEqual(draw(1).answers);
  });

  it('needs somebody', () => {
    const [first] = pretendedDesigns;
    if (first === undefined) throw new Error('no designs');
    const nobody = { ...population, developers: [], pullRequests: [] };
    expect(() => runDraw(nobody, first, { seed: 1, index: 0 })).toThrow('without developers');
  });
});

describe('summariseDraws', () => {
  it('counts refusals apart, and claims of all draws and of the others', () => {
    const [row] = summariseDraws(
      [
        answer({ claim: 'descriptive_only', interval: [5, 9] }),
        answer({ claim: 'associated', claims: true, interval: [1, 9] }),
        answer({ interval: [-9, -1] }),
        answer({ claim: 'no_material_change' }),
        answer({ interval: null }),
        answer({ method: 'one_date_before_after', claim: null, claims: true, interval: null }),
      ].map((one, index) => ({ index, answers: [one] })),
    );

    expect(row).toMatchObject({
      draws: 5,
      eligible: { count: 4, of: 5 },
      claims: { count: 1, of: 5 },
      claimsOfEligible: { count: 1, of: 4 },
      cannotTell: { count: 2, of: 4 },
      noMaterialChange: { count: 1, of: 4 },
      // the refused one is not looked at, the one without an interval neither
      intervalWithoutZero: { count: 2, of: 3 },
    });
    expect(
      row?.others.find(({ method }) => method === 'one_date_before_after')?.claims,
    ).toMatchObject({ count: 1, of: 1 });
  });
});

describe('pretended adoption in a year in which everybody gets faster', () => {
  let rows: readonly DrawRow[];
  let byDesign: readonly (readonly WorldRecord[])[];
  beforeAll(() => {
    byDesign = pretendedDesigns.map((one) =>
      Array.from({ length: 12 }, (_, index) => runDraw(population, one, { seed: 4, index })),
    );
    rows = summariseDraws(byDesign.flat());
  }, 60_000);

  it('is claimed to change something in few draws by the verdict, and in most without controls', () => {
    for (const row of rows) {
      // 48 draws at 6.5 %: more than 9 have a chance of about one in a thousand
      expect(row.claims.count).toBeLessThanOrEqual(9);
      expect(row.intervalWithoutZero.share ?? 1).toBeLessThan(0.2);
      const naive = row.others.find(({ method }) => method === 'uncontrolled_before_after');
      expect(naive?.claims.share).toBeGreaterThan(0.5);
    }
  });

  it('can be judged in most draws of every design', () => {
    for (const records of byDesign) {
      for (const { eligible } of summariseDraws(records)) {
        expect(eligible.share).toBeGreaterThan(0.5);
      }
    }
  });
});
