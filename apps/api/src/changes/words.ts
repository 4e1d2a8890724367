import type { MeasureUnit } from '@uplift/metrics';

import { scaleFor, signedPercent, written } from '../home/format.ts';

/** What a sentence about a change is made of. */
export type WordsRequest = {
  readonly title: string;
  readonly unit: MeasureUnit;
  /** The team or repository. */
  readonly key: string;
  readonly before: number;
  readonly after: number;
  readonly percent: number;
};

/** `Cycle time of payments went from 26 h to 41 h (+58%).` It says what happened, and not why. */
export function changeWords({ title, unit, key, before, after, percent }: WordsRequest): string {
  const scale = scaleFor(unit, Math.max(before, after));
  const values = `from ${written(before, scale)} to ${written(after, scale)}`;
  return `${title} of ${key} went ${values} (${signedPercent(percent)}).`;
}
