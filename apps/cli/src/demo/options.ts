import { InvalidArgumentError } from 'commander';

/** What `uplift demo` is asked for. */
export type DemoOptions = {
  readonly developers: number;
  readonly weeks: number;
  /** What adoption does to cycle time, in percent. */
  readonly effect: number;
  readonly seed: number;
  readonly until?: Date;
  readonly port?: number;
  readonly exit?: boolean;
  readonly json?: boolean;
};

/** The organisation that is played unless told otherwise: `effect` in percent of cycle time. */
export const demoOrganization = { developers: 240, weeks: 52, effect: -12 } as const;

/** A parser for a whole number within bounds. */
export function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= from && value <= to) return value;
    throw new InvalidArgumentError(`expected a whole number from ${from} to ${to}`);
  };
}

/** Parses a change in percent, above -100. */
export function percentChange(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > -95 && value <= 500) return value;
  throw new InvalidArgumentError('expected a change in percent between -95 and 500, such as -12');
}

/** Parses a UTC calendar day. */
export function calendarDay(text: string): Date {
  const day = new Date(`${text}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime());
  if (isDay && day.toISOString().startsWith(text)) return day;
  throw new InvalidArgumentError('expected a day such as 2026-11-02');
}
