import type { ProofMethod, Share } from '@uplift/causal';

import type { Table } from '../estimate/tables.ts';
import type { DesignRow } from './run-history-study.ts';

const methods: readonly (readonly [ProofMethod, string])[] = [
  ['uncontrolled_before_after', 'own before/after'],
  ['correlation_of_means', 'correlation'],
  ['adoption_multiplier', 'multiplier'],
  ['one_date_before_after', 'one date'],
];

/** The tables of draws over a history: false alarms, then what the eligible draws were told. */
export function drawTables(rows: readonly DesignRow[]): readonly Table[] {
  return [claimsTable(rows), answersTable(rows)];
}

function claimsTable(rows: readonly DesignRow[]): Table {
  return {
    title: 'Draws in which a change is claimed, percent of all draws: each is a false alarm',
    header: ['design', 'measure', 'draws', 'uplift', ...methods.map(([, title]) => title)],
    rows: rows.map(({ claims, design, draws, measure, others }) => [
      design,
      measure,
      draws,
      shareText(claims),
      ...methods.map(([method]) =>
        shareText(others.find((other) => other.method === method)?.claims),
      ),
    ]),
  };
}

function answersTable(rows: readonly DesignRow[]): Table {
  return {
    title:
      "Uplift's answers, percent: eligible of all draws (enough adopters, controls and weeks), the rest of the eligible ones",
    header: [
      'design',
      'measure',
      'eligible',
      'claims',
      'interval without 0',
      'cannot tell',
      'no change',
    ],
    rows: rows.map((row) => [
      row.design,
      row.measure,
      `${row.eligible.count} of ${row.draws}`,
      shareText(row.claimsOfEligible),
      shareText(row.intervalWithoutZero),
      shareText(row.cannotTell),
      shareText(row.noMaterialChange),
    ]),
  };
}

/** `4.5 (2.4-8.3)`: the share in percent, and its Monte Carlo interval. */
function shareText(share: Share | undefined): string | null {
  if (share === undefined || share.share === null || share.interval === null) return null;
  const [low, high] = share.interval.map((bound) => (100 * bound).toFixed(1));
  return `${(100 * share.share).toFixed(1)} (${low}-${high})`;
}
