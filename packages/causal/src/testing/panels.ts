import { buildPanel } from '../panel/build-panel.ts';
import type { Panel } from '../panel/panel.ts';
import { simDevPanel, type SimulatedRow } from './reference/sim-dev-panel.ts';

/** Which rows of the simulated developers, what of them, and who moves together. */
export type SimulatedPanelOptions = {
  /** Merged pull requests by default. */
  readonly outcome?: (row: SimulatedRow) => number;
  /** Developers by default. */
  readonly cluster?: 'developer' | 'team';
  readonly keep?: (row: SimulatedRow) => boolean;
};

/** The simulated developers as a panel. */
export function simulatedPanel(options: SimulatedPanelOptions = {}): Panel {
  const { keep = () => true, outcome = ({ merged }) => merged } = options;
  return buildPanel(
    simDevPanel()
      .filter((row) => keep(row))
      .map((row) => ({
        unit: row.developer,
        period: row.week,
        outcome: outcome(row),
        firstTreated: row.adoptionWeek === 0 ? ('never' as const) : row.adoptionWeek,
        ...(options.cluster === 'team' ? { cluster: row.team } : {}),
      })),
  );
}

/** Rows of numbers, written with spaces between and semicolons after. */
export function numberRows(text: string): readonly (readonly number[])[] {
  return text.split(';').map((row) => row.split(' ').map(Number));
}
