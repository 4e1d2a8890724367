import type { Grain } from '../api/series.ts';
import { LOCALE } from './locale.ts';

const DAY = 86_400_000;

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', ...options });

const dayYear = format({ day: 'numeric', month: 'short', year: 'numeric' });
const dayMonth = format({ day: 'numeric', month: 'short' });
const longDay = format({ day: 'numeric', month: 'long', year: 'numeric' });
const monthYear = format({ month: 'long', year: 'numeric' });
const monthOnly = format({ month: 'short' });
const zoned: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
};
const zonedDay: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  ...zoned,
};

/** A UTC day: `21 Nov 2026`. */
export function day(instant: Date): string {
  return dayYear.format(instant);
}

/** A UTC day of a year that is known: `21 Nov`. */
export function shortDay(instant: Date): string {
  return dayMonth.format(instant);
}

/** An hour of the day, of the reader's unless a zone is told, with the zone: `14:05 CET`. */
export function hour(instant: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat(LOCALE, { ...zoned, timeZone }).format(instant);
}

/** An instant, in the reader's zone unless one is told, with it: `17 Nov 2026, 14:05 CET`. */
export function moment(instant: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat(LOCALE, { ...zonedDay, timeZone }).format(instant);
}

/** A month: `November 2026`. */
export function longMonth(instant: Date): string {
  return monthYear.format(instant);
}

/** A half-open window, shown inclusive, the year once where it is one: `25 May – 22 Nov 2026`. */
export function period(from: Date, to: Date): string {
  const last = new Date(to.getTime() - DAY);
  if (last.getTime() <= from.getTime()) return day(from);
  const sameYear = from.getUTCFullYear() === last.getUTCFullYear();
  return `${sameYear ? shortDay(from) : day(from)} – ${day(last)}`;
}

/** What a bucket is called in a tip: `14–20 Sep 2026`, `September 2026`, `14 Sep 2026`. */
export function bucket(grain: Grain, from: Date, to: Date): string {
  if (grain === 'day') return day(from);
  if (grain === 'month') return monthYear.format(from);
  const last = new Date(to.getTime() - DAY);
  const sameMonth = from.getUTCMonth() === last.getUTCMonth();
  return sameMonth ? `${from.getUTCDate()}–${day(last)}` : period(from, to);
}

/** What a bucket is called aloud: `Week of 9 November 2026`. */
export function spokenBucket(grain: Grain, from: Date): string {
  if (grain === 'month') return monthYear.format(from);
  return grain === 'week' ? `Week of ${longDay.format(from)}` : longDay.format(from);
}

/** A month on an axis, with the year where one begins or the axis does. */
export function axisMonth(instant: Date, isFirst: boolean): string {
  const isJanuary = instant.getUTCMonth() === 0;
  const text = monthOnly.format(instant);
  return isJanuary && !isFirst ? String(instant.getUTCFullYear()) : text;
}

/** How long ago, told relatively under a day; the day itself beyond. */
export function ago(instant: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - instant.getTime()) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  return minutes < 24 * 60 ? `${Math.floor(minutes / 60)} h ago` : day(instant);
}

/** Whole days between two instants. */
export function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / DAY);
}
