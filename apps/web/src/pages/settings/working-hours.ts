import type { WorkingHours } from '../../api/settings.ts';

/** The days of the week, in their order. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies readonly (keyof WorkingHours['hours'])[];
export type Weekday = (typeof weekdays)[number];

/** What days are called. */
export const weekdayNames: Readonly<Record<Weekday, string>> = {
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
};

/** What is offered while nothing is set: Monday to Friday from nine to five. */
export function usualHours(zone: string): WorkingHours {
  const day = { from: '09:00', to: '17:00' };
  return {
    zone,
    hours: {
      monday: day,
      tuesday: day,
      wednesday: day,
      thursday: day,
      friday: day,
      saturday: null,
      sunday: null,
    },
    holidays: [],
  };
}

const DATE = /\b\d{4}-\d{2}-\d{2}\b/g;

/** The dates in a pasted text, each once and in order, and the lines in which there is none. */
export function holidaysIn(text: string): {
  readonly holidays: readonly string[];
  readonly unread: readonly string[];
} {
  const lines = text.split('\n').map((line) => line.trim());
  const found = lines.map((line) => ({ line, days: (line.match(DATE) ?? []).filter(isDay) }));
  return {
    holidays: [...new Set(found.flatMap(({ days }) => days))].toSorted(),
    unread: found.flatMap(({ line, days }) => (line !== '' && days.length === 0 ? [line] : [])),
  };
}

function isDay(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}
