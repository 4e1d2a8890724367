import type { AdoptionFunnel } from '@uplift/contracts';
import type { SeatCost } from '@uplift/db';
import { wilsonInterval, type AdoptionWeek } from '@uplift/metrics';

/** So many of a whole, as a share with its interval; null where the number or the whole is not known. */
export function partOf(people: number | null, whole: number | null): AdoptionFunnel['active'] {
  if (people === null || whole === null || whole === 0) return null;
  return { people, share: people / whole, interval: [...wilsonInterval(people, whole)] };
}

/** The last week that anything is known of, as seats, those active of them and those regular of them. */
export function funnelOf(
  weeks: readonly AdoptionWeek[],
  seatCost: SeatCost | null,
): AdoptionFunnel | null {
  const last = weeks.findLast(({ seats, active }) => seats !== null || active !== null);
  if (last === undefined) return null;
  const { week, present, seats, active, regular, idle, grace } = last;
  const whole = seats ?? Math.max(present, active ?? 0);
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
