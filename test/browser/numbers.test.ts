import { expect, test } from 'vitest';

import { adoptionFigures } from './numbers/adoption.ts';
import { comparisonFigures } from './numbers/comparison.ts';
import { cycleTimeFigures } from './numbers/cycle-time.ts';
import type { Walk } from './numbers/facts.ts';
import { healthFigures } from './numbers/health.ts';
import { overviewFigures } from './numbers/overview.ts';
import { teamFigures } from './numbers/teams.ts';
import { describeDashboard } from './support/dashboard.ts';
import { differences, type Figure } from './support/figures.ts';
import { wide } from './support/looks.ts';
import { askableStore } from './support/store.ts';

const REDIS_DATABASE = 9;
const store = askableStore(REDIS_DATABASE);

/** Pages with the least number of figures on them: a walk that finds nothing proves nothing. */
const pages = [
  ['the overview', overviewFigures, 300],
  ['cycle time', cycleTimeFigures, 400],
  ['adoption', adoptionFigures, 400],
  ['an answer', comparisonFigures, 100],
  ['teams', teamFigures, 30],
  // the last: it leaves comparisons with GitHub behind
  ['data health', healthFigures, 50],
] as const satisfies readonly [string, (walk: Walk) => Promise<readonly Figure[]>, number][];

describeDashboard(
  'numbers on screen',
  (dashboard) => {
    test.each(pages)(
      'are those of the API, and of SQL over the facts: %s',
      async (_, walk, most) => {
        const figures = await walk(walkThrough());

        expect(differences(figures)).toEqual([]);
        expect(figures.length).toBeGreaterThanOrEqual(most);
      },
    );

    function walkThrough(): Walk {
      const { window } = dashboard.served;
      const days = { from: dayOf(window.from), to: dayOf(window.to) };
      const asked = `from=${days.from}&to=${days.to}`;
      return {
        dashboard,
        store,
        days,
        window: asked,
        open: async (path, tables = []) => {
          const shown = tables.map((id) => `&show=${id}.table`).join('');
          const { page } = await dashboard.open(wide, `${path}?${asked}${shown}`);
          return page;
        },
      };
    }
  },
  store.open,
);

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
