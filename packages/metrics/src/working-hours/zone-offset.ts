const OFFSET = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/**
 * How far the clocks of a zone are ahead of UTC.
 *
 * @returns a function from an instant to the offset then, both in milliseconds
 * @throws {RangeError} if there is no such zone
 */
export function zoneOffset(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (instant) => {
    const [, sign, hours = 0, minutes = 0, seconds = 0] = OFFSET.exec(format.format(instant)) ?? [];
    const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
    return sign === '-' ? -size : size;
  };
}

/** A stretch `[from, to)` of instants in milliseconds in which a zone keeps one offset. */
export type OffsetSpell = { readonly from: number; readonly to: number; readonly offset: number };

const STEP = 86_400_000;

/**
 * Cuts `[from, to)` where the offset changes, to the second: whole days and seconds are looked at,
 * since no zone changed twice in a day, nor within a second.
 */
export function offsetSpells(
  offsetAt: (instant: number) => number,
  { from, to }: { readonly from: number; readonly to: number },
): OffsetSpell[] {
  const spells: OffsetSpell[] = [];
  let start = from;
  let offset = offsetAt(from);
  for (let at = from; at < to; at += STEP) {
    const next = Math.min(at + STEP, to);
    const after = offsetAt(next);
    if (after === offset) continue;
    const change = changeWithin(offsetAt, { from: at, to: next });
    spells.push({ from: start, to: change, offset });
    [start, offset] = [change, after];
  }
  if (start < to) spells.push({ from: start, to, offset });
  return spells;
}

/** The first whole second with the offset of the end, given that the one of the start differs. */
function changeWithin(
  offsetAt: (instant: number) => number,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  const before = offsetAt(from);
  let [low, high] = [0, Math.ceil((to - from) / 1000)];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (offsetAt(from + middle * 1000) === before) low = middle;
    else high = middle;
  }
  return from + high * 1000;
}
