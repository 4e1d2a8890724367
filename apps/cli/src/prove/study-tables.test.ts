import { proofMethods, type ProofRow } from '@uplift/causal';
import { describe, expect, it } from 'vitest';

import { studyTables } from './study-tables.ts';

const share = (count: number) => ({
  count,
  of: 200,
  share: count / 200,
  interval: [0.01, 0.25] as const,
});

const rows = (['cycle_time', 'throughput'] as const).flatMap((measure) =>
  proofMethods.map((method): ProofRow => {
    const isUplift = method === 'uplift';
    return {
      setting: 'drift',
      measure,
      method,
      worlds: 200,
      truth: 0,
      claims: share(isUplift ? 9 : 150),
      wrongDirection: null,
      coverage: isUplift ? share(190) : null,
      bias: { mean: -0.31, interval: [-1, 1] },
      verdicts: isUplift
        ? {
            effect: share(4),
            associated: share(5),
            noMaterialChange: share(20),
            cannotTell: share(171),
            descriptiveOnly: share(0),
          }
        : null,
    };
  }),
);

describe('studyTables', () => {
  it('sets the methods side by side, setting by setting, with Monte Carlo intervals', () => {
    const [claims] = studyTables(rows);

    expect(claims?.header).toHaveLength(7);
    expect(claims?.rows).toStrictEqual([
      ['drift', '0.0', '4.5 (1.0-25.0)', ...Array<string>(4).fill('75.0 (1.0-25.0)')],
    ]);
  });

  it('shows how sure and how outspoken the answers were', () => {
    const [, answers] = studyTables(rows);

    expect(answers?.rows).toStrictEqual([
      ['drift', '0.0', '95.0 (1.0-25.0)', '-0.3', '2.0', '2.5', '10.0', '85.5', '0.0'],
    ]);
  });

  it('has tables for both measures', () => {
    expect(studyTables(rows).map(({ title }) => title.includes('throughput'))).toStrictEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
