import type { CellDesign } from '../group-time/cells.ts';
import type { Cohorts } from '../group-time/cohorts.ts';
import type { Panel } from '../panel/panel.ts';
import type { CellMeans, TrendScale } from './cell-means.ts';

/** A cell of the pooled effect. */
type PooledCell = { readonly design: CellDesign; readonly means: CellMeans };

/** What is pooled: the cells of a panel, on a scale. */
export type PooledDesign = {
  readonly panel: Panel;
  readonly cohorts: Cohorts;
  readonly cells: readonly PooledCell[];
  readonly scale: TrendScale;
};

/**
 * Variance of a pooled effect by the delete-one-cluster jackknife, `(G − 1) / G · Σ (θ₍₋ᵢ₎ − θ)²` over
 * the `G` clusters that take part (CV3 of MacKinnon, Nielsen and Webb 2023, Journal of Applied
 * Econometrics 38). Influence functions hold each cluster against means that it is itself part of: with
 * weekly cohorts of two or three, and few controls left in the last weeks, they promise errors a tenth
 * too small. A cell that cannot be observed without a cluster is left out without it.
 *
 * Every unit is subtracted from the cells that it is in, so that the work is units × cells.
 *
 * @returns NaN with fewer than two clusters, or where the effect is not defined without one of them
 */
export function deleteOneVariance(design: PooledDesign): number {
  const totals = new PooledTotals(design);
  const whole = totals.effect();
  let clusters = 0;
  let squares = 0;
  for (const units of clusterMembers(design.panel)) {
    if (!totals.remove(units)) continue;
    clusters += 1;
    squares += (totals.effect() - whole) ** 2;
    totals.restore();
  }
  return clusters < 2 ? NaN : (squares * (clusters - 1)) / clusters;
}

function clusterMembers({ clusters, units }: Panel): readonly (readonly number[])[] {
  const members: number[][] = (clusters?.labels ?? units).map(() => []);
  for (const unit of units.keys()) members[clusters?.of[unit] ?? unit].push(unit);
  return members;
}

/** Outcome and exposure of each of the four means of a cell, in this order. */
const SLOTS = 8;

/** The sums behind a pooled effect, from which units can be taken out and put back. */
class PooledTotals {
  readonly #design: PooledDesign;
  readonly #whole: Float64Array;
  readonly #without: Float64Array;
  /** Per cell and mean, its first period and the one after its last. */
  readonly #ends: Int32Array;
  readonly #isTouched: Uint8Array;
  readonly #touched: number[] = [];
  readonly #places: readonly CohortPlaces[];
  /** Running sums of the row of a unit. */
  readonly #outcome: Float64Array;
  readonly #exposure: Float64Array;
  /** Of all cells: treated outcome, expected outcome, treated exposure. */
  readonly #sums = new Float64Array(3);
  readonly #now: Float64Array;

  constructor(design: PooledDesign) {
    const { cells, cohorts, panel } = design;
    this.#design = design;
    this.#whole = new Float64Array(cells.length * SLOTS);
    this.#ends = new Int32Array(cells.length * SLOTS);
    for (const [place, { means }] of cells.entries()) this.#write(place, means);
    this.#without = this.#whole.slice();
    this.#isTouched = new Uint8Array(cells.length);
    this.#places = placesOf(cohorts, cells);
    this.#outcome = new Float64Array(panel.periods.length + 1);
    this.#exposure = new Float64Array(panel.periods.length + 1);
    for (const place of cells.keys()) this.#count(this.#whole, place, 1, this.#sums);
    this.#now = this.#sums.slice();
  }

  #write(place: number, { now, base, controlsNow, controlsBase }: CellMeans): void {
    let at = place * SLOTS;
    for (const mean of [now, base, controlsNow, controlsBase]) {
      this.#whole[at] = mean.outcome;
      this.#whole[at + 1] = mean.exposure;
      this.#ends[at] = mean.from;
      this.#ends[at + 1] = mean.to + 1;
      at += 2;
    }
  }

  /** On the scale on which errors are symmetric: the log of a ratio, or a difference. */
  effect(): number {
    const [treated, expected, exposed] = this.#now;
    // without the last cell, what is left is rounding
    if (exposed < LEAST) return NaN;
    return this.#design.scale === 'ratio'
      ? Math.log(treated / expected)
      : (treated - expected) / exposed;
  }

  /** Takes units out. @returns whether they were in any cell */
  remove(units: readonly number[]): boolean {
    for (const unit of units) {
      this.#readRow(unit);
      const cohort = this.#design.cohorts.of[unit];
      for (const place of this.#places[cohort].treated) this.#subtract(place, 0);
      for (const place of this.#places[cohort].control) this.#subtract(place, 2);
    }
    this.#now.set(this.#sums);
    for (const place of this.#touched) {
      this.#count(this.#whole, place, -1, this.#now);
      this.#count(this.#without, place, 1, this.#now);
    }
    return this.#touched.length > 0;
  }

  /** Puts back what was taken out. */
  restore(): void {
    for (const place of this.#touched) {
      this.#isTouched[place] = 0;
      for (let at = place * SLOTS; at < (place + 1) * SLOTS; at += 1) {
        this.#without[at] = this.#whole[at];
      }
    }
    this.#touched.length = 0;
  }

  #readRow(unit: number): void {
    const { panel } = this.#design;
    const width = panel.periods.length;
    const weight = panel.weights[unit];
    for (let period = 0; period < width; period += 1) {
      const at = unit * width + period;
      this.#outcome[period + 1] = this.#outcome[period] + weight * panel.outcome[at];
      this.#exposure[period + 1] = this.#exposure[period] + weight * panel.exposure[at];
    }
  }

  /** @param mean - 0 for the means of the treated, 2 for those of the controls */
  #subtract(place: number, mean: 0 | 2): void {
    if (this.#isTouched[place] === 0) {
      this.#isTouched[place] = 1;
      this.#touched.push(place);
    }
    for (let own = mean; own < mean + 2; own += 1) {
      const ends = place * SLOTS + 2 * own;
      const [from, to] = [this.#ends[ends], this.#ends[ends + 1]];
      this.#without[ends] -= this.#outcome[to] - this.#outcome[from];
      this.#without[ends + 1] -= this.#exposure[to] - this.#exposure[from];
    }
  }

  #count(sums: Float64Array, place: number, sign: 1 | -1, into: Float64Array): void {
    const at = place * SLOTS;
    for (let own = at + 1; own < at + SLOTS; own += 2) if (sums[own] < LEAST) return;
    const isRatio = this.#design.scale === 'ratio';
    if (isRatio && sums[at + 6] < LEAST) return;
    const base = sums[at + 2] / sums[at + 3];
    const controls = sums[at + 4] / sums[at + 5];
    const controlsBase = sums[at + 6] / sums[at + 7];
    const without = isRatio ? (base * controls) / controlsBase : base + controls - controlsBase;
    into[0] += sign * sums[at];
    into[1] += sign * sums[at + 1] * without;
    into[2] += sign * sums[at + 1];
  }
}

/** Below this, a sum from which all was subtracted is nothing but rounding. */
const LEAST = 1e-9;

/** Where a cohort is treated, and where it serves as control. */
type CohortPlaces = { readonly treated: number[]; readonly control: number[] };

function placesOf({ values }: Cohorts, cells: readonly PooledCell[]): readonly CohortPlaces[] {
  const places = Array.from(values, (): CohortPlaces => ({ treated: [], control: [] }));
  for (const [place, { design }] of cells.entries()) {
    places[design.cohort].treated.push(place);
    for (const cohort of design.controls) places[cohort].control.push(place);
  }
  return places;
}
