/**
 * Times until something happened, some of them cut off: a pull request still open at the end of the
 * data has lasted *at least* that long (right censoring).
 */
export type Durations = {
  /** In one unit, at least 0; any order. */
  readonly time: Float64Array;
  /** 1 where the end was seen, 0 where the data stopped first. One for each time. */
  readonly ended: Uint8Array;
};

/**
 * Durations in ascending order, with their places in the input.
 *
 * @throws {RangeError} if there are none, the two arrays differ in length, or a time is negative or
 *   not a finite number
 */
export function sortDurations(durations: Durations): Durations & { readonly order: Uint32Array } {
  const { time, ended } = durations;
  if (time.length === 0) throw new RangeError('no durations');
  if (time.length !== ended.length) throw new RangeError('times and ends differ in length');
  if (!time.every((value) => Number.isFinite(value) && value >= 0)) {
    throw new RangeError('a duration is a finite number, at least 0');
  }
  const order = Uint32Array.from(time.keys()).toSorted((a, b) => time[a] - time[b]);
  return {
    order,
    time: Float64Array.from(order, (index) => time[index]),
    ended: Uint8Array.from(order, (index) => ended[index]),
  };
}
