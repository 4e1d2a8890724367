import { buildPanel } from '../panel/build-panel.ts';
import type { Panel } from '../panel/panel.ts';
import { countyEmployment } from './reference/county-employment.ts';

/** The counties as a panel, with or without their population as covariate. */
export function countyPanel(options: { readonly withPopulation?: boolean } = {}): Panel {
  const withPopulation = options.withPopulation === true;
  return buildPanel(
    countyEmployment().map((row) => ({
      unit: row.county,
      period: row.year,
      outcome: row.logEmployment,
      firstTreated: row.firstTreated === 0 ? ('never' as const) : row.firstTreated,
      covariates: withPopulation ? [row.logPopulation] : [],
    })),
    { covariates: withPopulation ? ['log population'] : [] },
  );
}
