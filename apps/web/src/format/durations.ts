import { fixed } from './locale.ts';

/** A unit of durations: what it is called and its seconds. A day is 24 hours. */
type DurationUnit = { readonly name: string; readonly seconds: number };

const SECOND = { name: 's', seconds: 1 };
const MINUTE = { name: 'min', seconds: 60 };
const HOUR = { name: 'h', seconds: 3600 };
const DAY = { name: 'd', seconds: 86_400 };
const WEEK = { name: 'wk', seconds: 604_800 };

/** The unit that a duration is told in: under 90 s, 90 min, 72 h and 60 d, and beyond. */
function unitFor(seconds: number): DurationUnit {
  const size = Math.abs(seconds);
  if (size < 90) return SECOND;
  if (size < 90 * 60) return MINUTE;
  if (size < 72 * 3600) return HOUR;
  return size < 60 * DAY.seconds ? DAY : WEEK;
}

/** A duration as a headline: `45 s`, `35 min`, `8.8 h`, `26 h`, `4.6 d`. */
export function duration(seconds: number): string {
  const unit = unitFor(seconds);
  return `${fixed(seconds / unit.seconds, digitsOf(seconds, unit))} ${unit.name}`;
}

/** A duration and its interval in the unit and with the digits of the duration. */
export function durationWithInterval(
  seconds: number,
  interval: readonly [number, number] | null,
): { readonly value: string; readonly interval: string | null } {
  const unit = unitFor(seconds);
  const digits = digitsOf(seconds, unit);
  const inUnit = (bound: number) => fixed(bound / unit.seconds, digits);
  return {
    value: `${inUnit(seconds)} ${unit.name}`,
    interval: interval === null ? null : `[${interval.map(inUnit).join(', ')}]`,
  };
}

/** A difference of durations with its sign, in the unit that its whole interval is told well in. */
export function durationChange(
  seconds: number,
  interval: readonly [number, number] | null,
): string {
  const most = Math.max(...[seconds, ...(interval ?? [])].map(Math.abs));
  const unit = unitFor(most);
  const tell = (part: number) => {
    const text = fixed(part / unit.seconds, digitsOf(most, unit));
    return part > 0 && /[1-9]/.test(text) ? `+${text}` : text;
  };
  const bounds = interval === null ? '' : ` [${interval.map(tell).join(', ')}]`;
  return `${tell(seconds)} ${unit.name}${bounds}`;
}

function digitsOf(seconds: number, unit: DurationUnit): number {
  const isFine = unit.seconds >= HOUR.seconds;
  return isFine && Math.abs(seconds) / unit.seconds < 9.95 ? 1 : 0;
}

/** The duration of one item in its two largest units, never rounded up: `3 h 20 min`, `15 d 4 h`. */
export function exactDuration(seconds: number): string {
  const whole = Math.floor(seconds);
  const [large, small] =
    whole < 60
      ? [SECOND, null]
      : whole < 3600
        ? [MINUTE, SECOND]
        : whole < 72 * 3600
          ? [HOUR, MINUTE]
          : [DAY, HOUR];
  const first = Math.floor(whole / large.seconds);
  const rest = small === null ? 0 : Math.floor((whole - first * large.seconds) / small.seconds);
  const head = `${first} ${large.name}`;
  return small === null || rest === 0 ? head : `${head} ${rest} ${small.name}`;
}

const STEPS = [
  ...[5, 10, 15, 30].map((minutes) => ({ unit: MINUTE, step: minutes })),
  ...[1, 2, 4, 6, 12, 24].map((hours) => ({ unit: HOUR, step: hours })),
  ...[0.5, 1, 2, 4, 7, 14, 28].map((days) => ({ unit: DAY, step: days })),
  ...[8, 13, 26, 52].map((weeks) => ({ unit: WEEK, step: weeks })),
];
const MOST_STEPS = 5;

/** Ticks for durations from nothing to at least `most` seconds, at most six, the top with its unit. */
export function durationTicks(
  most: number,
): readonly { readonly value: number; readonly label: string }[] {
  const fits = ({ unit, step }: (typeof STEPS)[number]) => step * unit.seconds * MOST_STEPS >= most;
  const hours = [10, 20].map((step) => ({ unit: HOUR, step }));
  const steps = [...STEPS, ...hours].toSorted((a, b) => lengthOf(a) - lengthOf(b));
  const chosen = steps.find(fits) ?? { unit: WEEK, step: 52 };
  const size = lengthOf(chosen);
  const count = Math.max(1, Math.ceil(most / size - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => {
    const number = fixed(index * chosen.step, chosen.step % 1 === 0 ? 0 : 1);
    return {
      value: index * size,
      label: index === count ? `${number} ${chosen.unit.name}` : number,
    };
  });
}

function lengthOf({ unit, step }: (typeof STEPS)[number]): number {
  return unit.seconds * step;
}
