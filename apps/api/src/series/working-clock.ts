import type { WorkingClockState } from '@uplift/contracts';
import { findWorkingHours, isTimingDue, type Transaction } from '@uplift/db';
import { calendarKey, type MeasureId } from '@uplift/metrics';

import { invalidRequest } from '../http/parse.ts';

/** Which clocks an answer runs on. */
export type AskedClock = 'calendar' | 'working';

/** The clock of working hours, where it is asked for. */
export type WorkingClockAsked = {
  /** The key of the calendar of now; null where none is set. */
  readonly calendar: string | null;
  /** Whether pull requests wait to be measured by it. */
  readonly isDue: boolean;
};

/**
 * How the clock of working hours stands; null where it is not asked for.
 *
 * @throws {ProblemError} 400 if it is asked of a measure that runs on the calendar alone
 */
export async function readWorkingClock(
  tx: Transaction,
  { measure, clock }: { readonly measure: MeasureId; readonly clock?: AskedClock | undefined },
): Promise<WorkingClockAsked | null> {
  if (clock !== 'working') return null;
  if (measure !== 'cycle_time') {
    const detail = 'only cycle_time also runs on the clock of working hours';
    throw invalidRequest([{ in: 'query', name: 'clock', detail }]);
  }
  const hours = await findWorkingHours(tx);
  if (hours === null) return { calendar: null, isDue: false };
  return { calendar: calendarKey(hours), isDue: await isTimingDue(tx) };
}

/** How the clock stands, given whether figures that are measured lack those of working hours. */
export function stateOfClock(
  { calendar, isDue }: WorkingClockAsked,
  isLacking: boolean,
): WorkingClockState {
  if (calendar === null) return 'unset';
  return isDue || isLacking ? 'computing' : 'ready';
}
