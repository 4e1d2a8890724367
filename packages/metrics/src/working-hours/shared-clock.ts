import { calendarKey, type WorkingCalendar } from './working-calendar.ts';
import { workingClock, type WorkingClock } from './working-clock.ts';

/** More calendars than a process has to do with at a time. */
const MOST_CLOCKS = 64;

const clocks = new Map<string, WorkingClock>();

/**
 * {@link workingClock}, the same one for equal calendars: its days are laid out once in a process.
 *
 * @throws {RangeError} if the zone, an hour or a holiday is none
 */
export function sharedClock(calendar: WorkingCalendar): WorkingClock {
  const key = calendarKey(calendar);
  const known = clocks.get(key);
  if (known !== undefined) return known;
  const clock = workingClock(calendar);
  if (clocks.size >= MOST_CLOCKS) clocks.clear();
  clocks.set(key, clock);
  return clock;
}
