import { DAY_SECONDS } from '../calendar/days.ts';
import { isWorkday } from './calendar.ts';
import type { Developer } from './people.ts';
import type { Random } from './random.ts';

/** Seconds since 1970 of what frames a pull request. */
export type Timing = {
  readonly firstCommitAt: number;
  readonly openedAt: number;
  readonly endsAt: number;
};

const FIRST_HOUR = 9;
const LAST_HOUR = 18;
const TRIES = 10;

type Span = { readonly day: number; readonly spanSeconds: number };
type Author = { readonly developer: Developer; readonly random: Random };

/**
 * Lays a span around an opening in the author's working hours. The span itself stays as it is; of
 * several ways to lay it, the first that ends in working hours is taken.
 */
export function layOut({ day, spanSeconds }: Span, { developer, random }: Author): Timing {
  const hiredAt = developer.presence.from * DAY_SECONDS;
  let timing = { firstCommitAt: 0, openedAt: 0, endsAt: 0 };
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const localHour = random.between(FIRST_HOUR, LAST_HOUR);
    const openedAt = day * DAY_SECONDS + Math.floor((localHour - developer.zoneHours) * 3_600);
    const share = 0.04 + 0.56 * random.uniform() * random.uniform();
    const coding = Math.min(Math.round(share * spanSeconds), openedAt - hiredAt);
    const firstCommitAt = openedAt - coding;
    timing = { firstCommitAt, openedAt, endsAt: firstCommitAt + spanSeconds };
    if (isWorkingTime(timing.endsAt, developer.zoneHours)) return timing;
  }
  return timing;
}

function isWorkingTime(seconds: number, zoneHours: number): boolean {
  const local = seconds + zoneHours * 3_600;
  const hour = (local % DAY_SECONDS) / 3_600;
  return (
    hour >= FIRST_HOUR - 1 && hour < LAST_HOUR + 1 && isWorkday(Math.floor(local / DAY_SECONDS))
  );
}
