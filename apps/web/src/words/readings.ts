import { measureWords } from './measures.ts';

/** How a change is taken: for the better or worse, none that matters, or not to be told. */
export type Tone = 'better' | 'worse' | 'same' | 'unsure' | 'plain';

/** A change in a word, with its tone. */
export type Reading = {
  readonly tone: Tone;
  readonly words: string;
  readonly direction: 'up' | 'down' | 'none';
};

/** Changes within five percent either way are too small to matter. */
export const ZONE_PERCENT = 5;

type Interval = readonly [number, number];

/** Reads a change by its interval alone, as guards are read. */
export function readChange(
  measure: string,
  { percent, interval }: { readonly percent: number; readonly interval: Interval | null },
): Reading {
  if (interval === null) return CANNOT_TELL;
  const [low, high] = interval;
  if (low > -ZONE_PERCENT && high < ZONE_PERCENT) return SAME;
  return low > 0 || high < 0 ? moved(measure, percent) : CANNOT_TELL;
}

/** Reads a change that is claimed, by the direction that people want of the measure. */
export function moved(measure: string, percent: number): Reading {
  const { wanted, higher, lower } = measureWords(measure);
  const direction = percent > 0 ? 'higher' : 'lower';
  const tone = wanted === 'none' ? 'plain' : wanted === direction ? 'better' : 'worse';
  return {
    tone,
    words: percent > 0 ? higher : lower,
    direction: percent > 0 ? 'up' : 'down',
  };
}

/** A change that is known to be too small to matter. */
export const SAME: Reading = { tone: 'same', words: 'no material change', direction: 'none' };
/** A change that is not known. */
export const CANNOT_TELL: Reading = { tone: 'unsure', words: 'cannot tell', direction: 'none' };
