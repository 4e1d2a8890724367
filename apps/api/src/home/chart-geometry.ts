/** Maps values of one kind onto pixels of an axis. */
export type Axis = {
  readonly place: (value: number) => number;
  readonly ticks: readonly number[];
};

/** Steps that people count in. */
const STEPS = [1, 2, 2.5, 5, 10];

/**
 * A vertical axis from zero to a round number above the largest value.
 *
 * @param largest - above zero
 * @param pixels - of the zero and of the top
 * @param divisor - ticks are round after dividing by it (3600 for hours)
 */
export function valueAxis(
  largest: number,
  pixels: { readonly zero: number; readonly top: number },
  divisor: number,
): Axis {
  const raw = largest / divisor / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = (STEPS.find((candidate) => candidate * power >= raw) ?? 10) * power * divisor;
  const count = Math.max(1, Math.ceil(largest / step - 1e-9));
  const top = step * count;
  return {
    place: (value) => pixels.zero - (value / top) * (pixels.zero - pixels.top),
    ticks: Array.from({ length: count + 1 }, (_, index) => index * step),
  };
}

/** Splits a list into runs of neighbours that satisfy a condition. */
export function runsOf<Item>(items: readonly Item[], belongs: (item: Item) => boolean): Item[][] {
  const runs: Item[][] = [];
  let isOpen = false;
  for (const item of items) {
    const run = runs.at(-1);
    if (belongs(item)) {
      if (isOpen && run !== undefined) run.push(item);
      else runs.push([item]);
    }
    isOpen = belongs(item);
  }
  return runs;
}

/** A line through points, as SVG path data. */
export function linePath(points: readonly (readonly [number, number])[]): string {
  return points
    .map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`)
    .join('');
}

/** A pixel position to a tenth. */
export function round(pixel: number): number {
  return Math.round(pixel * 10) / 10;
}
