import { useState, type KeyboardEvent } from 'react';

import type { ReadingSeries } from './chart-types.ts';

/** The point that is looked at: a line and a place on it; null for none. */
export type Looked = { readonly series: number; readonly index: number };

/** A step of the eye over the points of a chart. */
type Step = (looked: Looked | null, series: readonly ReadingSeries[]) => Looked | null;

const along =
  (distance: number): Step =>
  (looked, series) => {
    const line = looked?.series ?? 0;
    const last = (series[line]?.readings.length ?? 0) - 1;
    if (last < 0) return null;
    if (looked === null) return { series: line, index: distance > 0 ? 0 : last };
    return { series: line, index: clamp(looked.index + distance, last) };
  };

const across =
  (distance: number): Step =>
  (looked, series) => {
    const line = clamp((looked?.series ?? 0) + distance, series.length - 1);
    const last = (series[line]?.readings.length ?? 0) - 1;
    return last < 0 ? null : { series: line, index: Math.min(looked?.index ?? last, last) };
  };

const to =
  (place: (last: number) => number): Step =>
  (looked, series) => {
    const line = looked?.series ?? 0;
    const last = (series[line]?.readings.length ?? 0) - 1;
    return last < 0 ? null : { series: line, index: place(last) };
  };

const STEPS: Readonly<Record<string, Step>> = {
  ArrowRight: along(1),
  ArrowLeft: along(-1),
  ArrowDown: across(1),
  ArrowUp: across(-1),
  Home: to(() => 0),
  End: to((last) => last),
  Escape: () => null,
};

/** Where a key leads from a point; undefined if the key means nothing here. */
export function step(
  key: string,
  looked: Looked | null,
  series: readonly ReadingSeries[],
): Looked | null | undefined {
  return STEPS[key]?.(looked, series);
}

/** Keeps the point that is looked at, and moves it by keys. */
export function useReading(series: readonly ReadingSeries[], onTable: () => void) {
  const [wanted, look] = useState<Looked | null>(null);
  const reading = wanted === null ? null : (series[wanted.series]?.readings[wanted.index] ?? null);
  const looked = reading === null ? null : wanted;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() === 't') {
      event.preventDefault();
      onTable();
      return;
    }
    const next = step(event.key, looked, series);
    if (next === undefined) return;
    event.preventDefault();
    look(next);
  };
  return { looked, reading, look, onKeyDown };
}

function clamp(value: number, last: number): number {
  return Math.min(Math.max(value, 0), last);
}
