import type { ProofMethod, ProofRow } from '@uplift/causal';

import type { Table } from '../estimate/tables.ts';

const methodTitles: readonly (readonly [ProofMethod, string])[] = [
  ['uplift', 'uplift'],
  ['uncontrolled_before_after', 'own before/after'],
  ['correlation_of_means', 'correlation'],
  ['adoption_multiplier', 'multiplier'],
  ['one_date_before_after', 'one date'],
];

const measureTitles: Record<ProofRow['measure'], string> = {
  cycle_time: 'cycle time',
  throughput: 'throughput',
};

/** The tables of a study: for each measure who claims a change how often, and how Uplift's answers fare. */
export function studyTables(rows: readonly ProofRow[]): readonly Table[] {
  return (['cycle_time', 'throughput'] as const).flatMap((measure) => {
    const own = rows.filter((row) => row.measure === measure);
    return [claimsTable(own, measureTitles[measure]), answersTable(own, measureTitles[measure])];
  });
}

function claimsTable(rows: readonly ProofRow[], measure: string): Table {
  return {
    title: `Worlds in which a change of ${measure} is claimed, percent (where the truth is 0, each is a false alarm)`,
    header: ['setting', 'truth', ...methodTitles.map(([, title]) => title)],
    rows: rows
      .filter(({ method }) => method === 'uplift')
      .map(({ setting, truth }) => [
        setting,
        truth.toFixed(1),
        ...methodTitles.map(([method]) =>
          shareText(rows.find((row) => row.method === method && row.setting === setting)?.claims),
        ),
      ]),
  };
}

function answersTable(rows: readonly ProofRow[], measure: string): Table {
  return {
    title: `Uplift's answers on ${measure}, percent of the worlds`,
    header: [
      'setting',
      'truth',
      'interval holds it',
      'bias',
      'effect',
      'associated',
      'no change',
      'cannot tell',
      'descriptive',
    ],
    rows: rows.flatMap(({ method, setting, truth, coverage, bias, verdicts }) =>
      method !== 'uplift' || verdicts === null
        ? []
        : [
            [
              setting,
              truth.toFixed(1),
              shareText(coverage),
              bias.mean === null ? null : bias.mean.toFixed(1),
              percentOf(verdicts.effect),
              percentOf(verdicts.associated),
              percentOf(verdicts.noMaterialChange),
              percentOf(verdicts.cannotTell),
              percentOf(verdicts.descriptiveOnly),
            ],
          ],
    ),
  };
}

type Share = ProofRow['claims'];

/** `4.5 (2.4-8.3)`: the share, and its Monte Carlo interval. */
function shareText(share: Share | null | undefined): string | null {
  if (share === undefined || share === null || share.interval === null) return null;
  const [low, high] = share.interval;
  return `${percentOf(share)} (${(100 * low).toFixed(1)}-${(100 * high).toFixed(1)})`;
}

function percentOf({ share }: Share): string {
  return share === null ? '-' : (100 * share).toFixed(1);
}
