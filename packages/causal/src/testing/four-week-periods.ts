import { buildPanel } from '../panel/build-panel.ts';
import type { Panel } from '../panel/panel.ts';
import { simDevPanel } from './reference/sim-dev-panel.ts';

const LENGTH = 4;

/**
 * Merged pull requests of the simulated developers by four weeks, in teams. A developer counts as
 * treated from the first period that lies wholly after adoption.
 */
export function fourWeekPanel(): Panel {
  const sums = new Map<string, number>();
  const rows = simDevPanel();
  for (const { developer, week, merged } of rows) {
    const key = keyOf(developer, week);
    sums.set(key, (sums.get(key) ?? 0) + merged);
  }
  return buildPanel(
    rows
      .filter(({ week }) => week % LENGTH === 1)
      .map(({ developer, team, week, adoptionWeek }) => ({
        unit: developer,
        cluster: team,
        period: (week - 1) / LENGTH + 1,
        outcome: sums.get(keyOf(developer, week)) ?? 0,
        firstTreated:
          adoptionWeek === 0 ? ('never' as const) : Math.ceil((adoptionWeek - 1) / LENGTH) + 1,
      })),
  );
}

function keyOf(developer: string, week: number): string {
  return `${developer} ${Math.floor((week - 1) / LENGTH)}`;
}
