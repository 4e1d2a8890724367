import { cohortSums } from '../group-time/cohort-sums.ts';
import { cohortsOf } from '../group-time/cohorts.ts';
import { UnbalancedPanelError } from '../panel/errors.ts';
import { NEVER, type Panel } from '../panel/panel.ts';

/** Who is compared with whom. The last kind is the forbidden one: its controls are treated. */
export type BaconKind = 'treated_vs_never' | 'earlier_vs_later' | 'later_vs_earlier';

/** One comparison of two cohorts over two stretches of time. */
export type BaconPart = {
  readonly kind: BaconKind;
  /** First treated period of the cohort that changes, and of the one it is compared with. */
  readonly treated: number;
  /** Infinity for never. */
  readonly control: number;
  readonly estimate: number;
  /** In `[0, 1]`; the weights of all parts sum to 1. */
  readonly weight: number;
};

/** What a two-way fixed effects coefficient is made of. */
export type BaconSplit = {
  readonly parts: readonly BaconPart[];
  /** By kind: the sum of the weights, and of weights times estimates. */
  readonly byKind: Readonly<Record<BaconKind, { readonly weight: number; readonly sum: number }>>;
  /** `Σ weight · estimate`: the two-way fixed effects coefficient itself. */
  readonly total: number;
};

/**
 * Splits a two-way fixed effects coefficient into all comparisons of two cohorts (Goodman-Bacon 2021,
 * Journal of Econometrics 225, theorem 1). A pair counts by the square of its share of the data, by
 * how evenly its units split and by how evenly its time does.
 *
 * @throws {UnbalancedPanelError} unless every unit is there in every period
 */
export function splitTwoWay(panel: Panel): BaconSplit {
  refuseGaps(panel);
  const width = panel.periods.length;
  const cohorts = cohortsOf(panel);
  const sums = cohortSums(panel, cohorts);
  const mean = (cohort: number, from: number, to: number): number => {
    let [outcome, exposure] = [0, 0];
    for (let at = cohort * width + from; at < cohort * width + to; at += 1) {
      outcome += sums.outcome[at];
      exposure += sums.exposure[at];
    }
    return outcome / exposure;
  };
  const startOf = (cohort: number): number => {
    const start = panel.periods.findIndex((period) => period >= cohorts.values[cohort]);
    return start === -1 ? width : start;
  };

  const raw: BaconPart[] = [];
  const compare = (kind: BaconKind, treated: number, control: number, window: [number, number]) => {
    const start = startOf(treated);
    const [from, to] = window;
    const change = (cohort: number) => mean(cohort, start, to) - mean(cohort, from, start);
    const share = cohorts.shares[treated] + cohorts.shares[control];
    const ofUnits = cohorts.shares[treated] / share;
    const ofTime = (to - start) / (to - from);
    raw.push({
      kind,
      treated: cohorts.values[treated],
      control: cohorts.values[control],
      estimate: change(treated) - change(control),
      weight:
        ((share * (to - from)) / width) ** 2 * ofUnits * (1 - ofUnits) * ofTime * (1 - ofTime),
    });
  };
  for (const [treated, value] of cohorts.values.entries()) {
    if (value === NEVER) continue;
    for (const [control, other] of cohorts.values.entries()) {
      if (control === treated) continue;
      if (other === NEVER) compare('treated_vs_never', treated, control, [0, width]);
      else if (other > value) compare('earlier_vs_later', treated, control, [0, startOf(control)]);
      else compare('later_vs_earlier', treated, control, [startOf(control), width]);
    }
  }
  return summed(raw);
}

function summed(raw: readonly BaconPart[]): BaconSplit {
  const whole = raw.reduce((sum, { weight }) => sum + weight, 0);
  const parts = raw.map((part) => ({ ...part, weight: part.weight / whole }));
  const byKind = {
    treated_vs_never: { weight: 0, sum: 0 },
    earlier_vs_later: { weight: 0, sum: 0 },
    later_vs_earlier: { weight: 0, sum: 0 },
  };
  let total = 0;
  for (const { kind, weight, estimate } of parts) {
    byKind[kind].weight += weight;
    byKind[kind].sum += weight * estimate;
    total += weight * estimate;
  }
  return { parts, byKind, total };
}

function refuseGaps(panel: Panel): void {
  if (panel.isBalanced) return;
  const width = panel.periods.length;
  const gaps = panel.units.filter((_, unit) =>
    panel.exposure.subarray(unit * width, (unit + 1) * width).some((exposure) => exposure !== 1),
  );
  throw new UnbalancedPanelError('the split of a two-way effect', gaps);
}
