import { dayNumberAt, dayNumberOf, weekOf } from '../calendar/days.ts';
import {
  FLOOR_SECONDS,
  HORIZON_SECONDS,
  type BeforeAfterDeveloper,
  type BeforeAfterInput,
  type BeforeAfterPullRequest,
} from './before-after-input.ts';
import type { ExclusionReason, Exclusions } from './exclusions.ts';

/**
 * One side of a developer's adoption. Cycle time: `size` pull requests whose log seconds add up to
 * `total`. Throughput: `size` weeks in which `total` pull requests were merged.
 */
type Side = { readonly size: number; readonly total: number };

/** What one developer brings to the comparison: all that the estimators need to know. */
export type DeveloperSides = {
  readonly developerId: number;
  readonly before: Side;
  readonly after: Side;
  readonly pullRequests: number;
  readonly firstWeek: number;
  readonly lastWeek: number;
};

type Placed = { readonly week: number; readonly value: number };
/** Where a pull request counts, or why it does not. */
type Placement = Placed | ExclusionReason;
type Span = { readonly from: number; readonly to: number };

/**
 * Sorts a population into before and after. Weeks are ISO weeks in UTC; the week of the adoption,
 * being partly both, is neither.
 *
 * @param input - sorted, so that sums are formed in one order
 * @param exclusions - is told of everything left out; each pull request is counted there or in the result
 * @returns the developers with something on both sides, by id
 */
export function sidesOf(input: BeforeAfterInput, exclusions: Exclusions): DeveloperSides[] {
  const remaining = byDeveloper(input.pullRequests);
  const sides = input.developers.flatMap((developer) => {
    const pulls = remaining.get(developer.id) ?? [];
    remaining.delete(developer.id);
    return sidesOfDeveloper({ developer, pulls }, { input, exclusions });
  });
  for (const [id, pulls] of remaining) exclusions.count('not_in_population', id, pulls.length);
  return sides;
}

function byDeveloper(pulls: readonly BeforeAfterPullRequest[]) {
  const groups = new Map<number, BeforeAfterPullRequest[]>();
  for (const pull of pulls) {
    const group = groups.get(pull.developerId);
    if (group === undefined) groups.set(pull.developerId, [pull]);
    else group.push(pull);
  }
  return groups;
}

type Subject = {
  readonly developer: BeforeAfterDeveloper;
  readonly pulls: readonly BeforeAfterPullRequest[];
};
type Context = { readonly input: BeforeAfterInput; readonly exclusions: Exclusions };

function sidesOfDeveloper(subject: Subject, context: Context): [DeveloperSides] | [] {
  const { developer, pulls } = subject;
  const { input, exclusions } = context;
  if (developer.status === 'never' || developer.adoptedOn === null) {
    const reason = developer.status === 'never' ? 'never_adopted' : 'no_known_start';
    exclusions.count(reason, developer.id, pulls.length);
    return [];
  }
  if (developer.status === 'unknown') {
    exclusions.count('no_known_start', developer.id, pulls.length);
    return [];
  }

  const adopted = weekOf(dayNumberOf(developer.adoptedOn));
  const active = activeWeeks(developer, input);
  const placed: Placed[] = [];
  for (const pull of pulls) {
    const placement = placementOf(pull, { input, active, adopted });
    if (typeof placement === 'string') exclusions.count(placement, developer.id, 1);
    else placed.push(placement);
  }
  return split(placed, { developer, adopted, active, context });
}

/** First to last week of activity; the running week is not over and left out. */
function activeWeeks(developer: BeforeAfterDeveloper, input: BeforeAfterInput): Span {
  const last = weekOf(dayNumberOf(developer.lastActiveOn));
  const running = weekOf(dayNumberAt(input.asOf));
  return {
    from: weekOf(dayNumberOf(developer.firstActiveOn)),
    to: Math.min(last, running - 1),
  };
}

type Rules = {
  readonly input: BeforeAfterInput;
  readonly active: Span;
  readonly adopted: number;
};

function placementOf(pull: BeforeAfterPullRequest, rules: Rules): Placement {
  const placement =
    rules.input.measure === 'cycle_time'
      ? cycleTimePlacement(pull, rules.input)
      : throughputPlacement(pull, rules);
  if (typeof placement === 'string') return placement;
  return placement.week === rules.adopted ? 'adoption_week' : placement;
}

/** By the week of the opening: indexing by merge would drop the slow ones among the recent. */
function cycleTimePlacement(pull: BeforeAfterPullRequest, input: BeforeAfterInput): Placement {
  const followedSeconds = (input.asOf.getTime() - pull.openedAt.getTime()) / 1000;
  if (followedSeconds < HORIZON_SECONDS) return 'too_young';
  const seconds = Math.min(Math.max(secondsToMerge(pull), FLOOR_SECONDS), HORIZON_SECONDS);
  return { week: weekOf(dayNumberAt(pull.openedAt)), value: Math.log(seconds) };
}

function secondsToMerge({ openedAt, mergedAt, cycleTimeSeconds }: BeforeAfterPullRequest): number {
  if (mergedAt === null) return HORIZON_SECONDS;
  return cycleTimeSeconds ?? (mergedAt.getTime() - openedAt.getTime()) / 1000;
}

function throughputPlacement(pull: BeforeAfterPullRequest, rules: Rules): Placement {
  const { mergedAt } = pull;
  const { asOf } = rules.input;
  if (mergedAt === null || mergedAt > asOf) return 'not_merged';
  const week = weekOf(dayNumberAt(mergedAt));
  if (week >= weekOf(dayNumberAt(asOf))) return 'running_week';
  if (week < rules.active.from || week > rules.active.to) return 'outside_activity';
  return { week, value: 1 };
}

type Split = {
  readonly developer: BeforeAfterDeveloper;
  readonly adopted: number;
  readonly active: Span;
  readonly context: Context;
};

function split(placed: readonly Placed[], how: Split): [DeveloperSides] | [] {
  const { adopted, active, context, developer } = how;
  const early = placed.filter(({ week }) => week < adopted);
  const late = placed.filter(({ week }) => week > adopted);
  const counted = context.input.measure === 'cycle_time';
  const before = sideOf(
    early,
    counted ? null : { ...active, to: Math.min(active.to, adopted - 1) },
  );
  const after = sideOf(
    late,
    counted ? null : { ...active, from: Math.max(active.from, adopted + 1) },
  );
  if (before.size === 0 || after.size === 0) {
    const reason = before.size === 0 ? 'nothing_before' : 'nothing_after';
    context.exclusions.count(reason, developer.id, placed.length);
    return [];
  }

  const span = counted ? spanOf(placed) : active;
  const { from: firstWeek, to: lastWeek } = span;
  return [
    { developerId: developer.id, before, after, pullRequests: placed.length, firstWeek, lastWeek },
  ];
}

/** `weeks` null: the size is the number of pull requests; else the number of weeks, zeros kept. */
function sideOf(placed: readonly Placed[], weeks: Span | null): Side {
  const total = placed.reduce((sum, { value }) => sum + value, 0);
  const size = weeks === null ? placed.length : Math.max(0, weeks.to - weeks.from + 1);
  return { size, total };
}

function spanOf(placed: readonly Placed[]): Span {
  const weeks = placed.map(({ week }) => week);
  return {
    from: weeks.reduce((a, b) => Math.min(a, b), Infinity),
    to: weeks.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}
