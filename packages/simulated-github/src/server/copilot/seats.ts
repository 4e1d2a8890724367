import { seatOf } from '../../rest/copilot.ts';
import { dayOf, startOfDay, timestamp } from '../../rest/instants.ts';
import type { StorySeat } from '../../story.ts';
import type { ServerContext } from '../context.ts';
import type { OrganizationRecord } from '../state/records.ts';
import { usageIndexOf } from './usage-index.ts';

/** A seat, and the first day without it; null if it goes on. */
export type SeatRecord = StorySeat & { readonly cancelledOn: string | null };

const NOON_MS = 12 * 3_600_000;

/** The seats that are held at the story's present; a removed one just vanishes. */
export function presentSeats(
  organization: OrganizationRecord,
  { copilot, state }: ServerContext,
): readonly SeatRecord[] {
  const at = state.clock();
  return copilot.seatsOf(organization).filter((seat) => isHeld(seat, organization, at));
}

/** Whether a seat is held at an instant: granted, not cancelled, and its holder still there. */
export function isHeld(seat: SeatRecord, { members }: OrganizationRecord, at: Date): boolean {
  const left = members.get(seat.id)?.to ?? null;
  const isCancelled = seat.cancelledOn !== null && startOfDay(seat.cancelledOn) <= at;
  return seat.grantedAt <= at && !isCancelled && (left === null || left > at);
}

/** A seat as the list of seats shows it. */
export function restSeat(seat: SeatRecord, organization: OrganizationRecord, at: Date) {
  const lastUse = lastUseBefore(seat.id, organization, at);
  return {
    ...seatOf(seat, lastUse, at),
    updated_at: timestamp(seat.grantedAt),
    pending_cancellation_date: seat.cancelledOn,
  };
}

/** A day's use is placed at its noon, and known from then on. */
function lastUseBefore(id: number, { story }: OrganizationRecord, at: Date): Date | null {
  const known = dayOf(new Date(at.getTime() - NOON_MS));
  const day = usageIndexOf(story).lastDay(id, known);
  return day === null ? null : new Date(startOfDay(day).getTime() + NOON_MS);
}
