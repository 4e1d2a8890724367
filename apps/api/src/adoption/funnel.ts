import type { AdoptionFunnel } from '@uplift/contracts';
import type { SeatCost } from '@uplift/db';
import { wilsonInterval, type AdoptionWeek } from '@uplift/metrics';

/** So many of a whole, as a share with its interval; null where the number or the whole is not known. */
export function partOf(people: number | null, whole: number | null): AdoptionFunnel['active'] {
  if (people === null || whole === null || whole === 0) return null;
  return { people, share: people / whole, interval: [...wilsonInterval(people, whole)] };
}

const WEEKS_OF_PATIENCE = 4;

/**
 * The week that a funnel tells of: the last one that anything is known of, unless seats are not and
 * were shortly before; the list of a running week comes later than its reports.
 */
export function toldWeek<Week extends { readonly hasSeats: boolean; readonly isKnown: boolean }>(
  weeks: readonly Week[],
): Week | undefined {
  const last = weeks.findLastIndex(({ isKnown }) => isKnown);
  const recent = weeks.slice(Math.max(0, last + 1 - WEEKS_OF_PATIENCE), last + 1);
  return recent.findLast(({ hasSeats }) => hasSeats) ?? weeks[last];
}

/** The last week that is known, as seats, those active of them and those regular of them. */
export function funnelOf(
  weeks: readonly AdoptionWeek[],
  seatCost: SeatCost | null,
): AdoptionFunnel | null {
  const last = toldWeek(
    weeks.map((week) => ({
      ...week,
      hasSeats: week.seats !== null,
      isKnown: week.seats !== null || week.active !== null,
    })),
  );
  if (last === undefined) return null;
  const { week, recentlyPresent, seats, active, regular, idle, grace } = last;
  const whole = seats ?? recentlyPresent;
  return {
    week,
    seats,
    active: partOf(active, whole),
    regular: partOf(regular, whole),
    idle,
    grace,
    idleCost: seatCost === null || idle === null ? null : idle * seatCost.amount,
  };
}
