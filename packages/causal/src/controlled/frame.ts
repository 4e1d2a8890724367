import { dayNumberAt, dayNumberOf, weekOf } from '../calendar/days.ts';
import type { Exclusions } from '../estimators/exclusions.ts';
import { NEVER } from '../panel/panel.ts';
import type {
  ControlledDeveloper,
  ControlledInput,
  ControlledPullRequest,
} from './controlled-input.ts';

/** The developers that may be compared, and the ISO weeks (UTC) in which they were there. */
export type Frame = {
  /** By id. */
  readonly developers: readonly ControlledDeveloper[];
  /** Per developer, the week in which they adopted; {@link NEVER} if not by the end. */
  readonly adopted: Float64Array;
  /** Per developer, first and last week of activity. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly firstWeek: number;
  /** Weeks from the first to the last activity of anybody; 0 without anybody. */
  readonly width: number;
  /** Per developer, in order of the opening; none by bots. */
  readonly pulls: readonly (readonly ControlledPullRequest[])[];
  readonly asOf: Date;
};

/**
 * Finds who may be compared: developers with a known start, and those who never adopted. Unknown
 * starts are neither. Weeks run from the first to the last activity; the running week is not over
 * and left out.
 *
 * @param input - in order
 * @param exclusions - is told of everyone left out
 */
export function frameOf(input: ControlledInput, exclusions: Exclusions): Frame {
  const remaining = byDeveloper(input.pullRequests, exclusions);
  const running = weekOf(dayNumberAt(input.asOf));
  const rows = input.developers.flatMap((developer) => {
    const pulls = remaining.get(developer.id) ?? [];
    remaining.delete(developer.id);
    const from = weekOf(dayNumberOf(developer.firstActiveOn));
    const to = Math.min(weekOf(dayNumberOf(developer.lastActiveOn)), running - 1);
    const adopted = adoptionWeek(developer);
    if (Number.isNaN(adopted) || from > to) {
      const reason = Number.isNaN(adopted) ? 'no_known_start' : 'outside_activity';
      exclusions.count(reason, developer.id, pulls.length);
      return [];
    }
    return [{ developer, pulls, from, to, adopted }];
  });
  for (const [id, pulls] of remaining) exclusions.count('not_in_population', id, pulls.length);

  const firstWeek = rows.reduce((week, { from }) => Math.min(week, from), Infinity);
  const lastWeek = rows.reduce((week, { to }) => Math.max(week, to), -Infinity);
  return {
    developers: rows.map(({ developer }) => developer),
    adopted: Float64Array.from(rows, ({ adopted }) => (adopted > lastWeek ? NEVER : adopted)),
    from: Int32Array.from(rows, ({ from }) => from),
    to: Int32Array.from(rows, ({ to }) => to),
    firstWeek: rows.length === 0 ? 0 : firstWeek,
    width: rows.length === 0 ? 0 : lastWeek - firstWeek + 1,
    pulls: rows.map(({ pulls }) => pulls),
    asOf: input.asOf,
  };
}

/** NaN where the start is unknown. */
function adoptionWeek({ status, adoptedOn }: ControlledDeveloper): number {
  if (status === 'never') return NEVER;
  if (status === 'unknown' || adoptedOn === null) return NaN;
  return weekOf(dayNumberOf(adoptedOn));
}

function byDeveloper(pulls: readonly ControlledPullRequest[], exclusions: Exclusions) {
  const groups = new Map<number, ControlledPullRequest[]>();
  for (const pull of pulls) {
    if (pull.authorship === 'bot') {
      exclusions.count('bot_author', pull.developerId, 1);
      continue;
    }
    const group = groups.get(pull.developerId);
    if (group === undefined) groups.set(pull.developerId, [pull]);
    else group.push(pull);
  }
  return groups;
}
