import { NEVER, type Panel } from '../panel/panel.ts';
import { cellValues } from '../two-way/cell-values.ts';

/**
 * Autocovariances of one unit's outcomes, untreated cells only, with the mean of every period taken
 * out: what `plannedError` needs. A lag averages over all pairs of cells of one unit that far apart.
 *
 * @param longest - largest lag wanted; beyond what the panel holds the answer is 0
 * @returns by lag, from 0; in squared units of the outcome
 */
export function autocovariances(panel: Panel, longest: number): Float64Array {
  const width = panel.periods.length;
  const { weight, value } = cellValues(panel);
  const isUntreated = (at: number) => {
    const start = panel.firstTreated[Math.floor(at / width)];
    return weight[at] > 0 && (start === NEVER || panel.periods[at % width] < start);
  };
  const sums = new Float64Array(width);
  const counts = new Float64Array(width);
  for (let at = 0; at < value.length; at += 1) {
    if (!isUntreated(at)) continue;
    sums[at % width] += value[at];
    counts[at % width] += 1;
  }
  const products = new Float64Array(longest + 1);
  const pairs = new Float64Array(longest + 1);
  for (let at = 0; at < value.length; at += 1) {
    if (!isUntreated(at)) continue;
    const period = at % width;
    const own = value[at] - sums[period] / counts[period];
    for (let lag = 0; lag <= longest && lag <= period; lag += 1) {
      if (!isUntreated(at - lag)) continue;
      products[lag] += own * (value[at - lag] - sums[period - lag] / counts[period - lag]);
      pairs[lag] += 1;
    }
  }
  return products.map((product, lag) => (pairs[lag] === 0 ? 0 : product / pairs[lag]));
}
