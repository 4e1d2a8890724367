import type { Champion } from '../../api/teams.ts';

/** Today, in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Who is champion on a day. */
export function championsOn(champions: readonly Champion[], on: string): readonly Champion[] {
  return champions.filter(({ from, to }) => from <= on && (to === null || on < to));
}
